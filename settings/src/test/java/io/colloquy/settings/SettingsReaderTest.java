package io.colloquy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    @TempDir
    Path folder;

    private static SettingsReader of(String key, String value) {
        SettingsReader reader = new SettingsReader(Map.of(key, value), name -> null);
        reader.text("kafka.bootstrap", "here:9092");
        return reader;
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka.bootstrap", "models.vad", "kafka.properties.sasl.mechanism", "stitch.edge-patience"})
    void leavesTheSettingsOfOthersAlone(String key) {
        assertThatCode(of(key, "x:1")::rejectMisspelt).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.boostrap, did you mean kafka.bootstrap?",
        "model.vad, did you mean models.vad?",
        "nonsense, flink-conf/colloquy.yaml lists them all"
    })
    void refusesWhatIsNoSettingAndSaysWhatMayHaveBeenMeant(String key, String hint) {
        assertThatThrownBy(of(key, "x")::rejectMisspelt)
                .isInstanceOf(SettingsException.class)
                .hasMessage(key + ": there is no such setting; " + hint);
    }

    @Test
    void refusesWhatWasNotAskedForWhereAllIsRead() {
        assertThatThrownBy(of("models.vad", "x")::rejectUnknown).isInstanceOf(SettingsException.class);
        assertThatCode(of("kafka.bootstrap", "x:1")::rejectUnknown).doesNotThrowAnyException();
    }

    @Test
    void putsOverridesOnTopOfTheFile() throws IOException {
        Path file = folder.resolve("colloquy.yaml");
        Files.writeString(file, "kafka:\n  bootstrap: there:1\nmodels.vad: a.onnx\n");

        SettingsReader reader = SettingsReader.load(file, Map.of("kafka.bootstrap", "here:2"));

        assertThat(reader.text("kafka.bootstrap", null)).isEqualTo("here:2");
        assertThat(reader.text("models.vad", null)).isEqualTo("a.onnx");
    }
}
