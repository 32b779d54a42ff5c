package io.colloquy.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.commands.RunningSystem;
import io.colloquy.jobs.RestartInfo;
import io.colloquy.settings.SettingsException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobSettingsMergeTest {
    private static final Map<String, String> SHOWN = Map.of(
            "kafka.bootstrap", "a:1",
            "postgres.url", "jdbc:postgresql://a/colloquy",
            "postgres.user", "colloquy",
            "postgres.password", RestartInfo.HIDDEN,
            "models.recognizer", "old.onnx",
            "publish.again", "last-time");

    private static JobSettingsMerge merge(Map<String, String> set) {
        return new JobSettingsMerge(Optional.empty(), Optional.empty(), set);
    }

    @Test
    void putsWhatThePersonSaysOnTop() {
        assertThat(merge(Map.of("models.recognizer", "new.onnx", "postgres.password", "x"))
                        .on(SHOWN))
                .containsEntry("models.recognizer", "new.onnx")
                .containsEntry("kafka.bootstrap", "a:1")
                .doesNotContainKey("publish.again");
    }

    @Test
    void asksForASecretThatTheJobDoesNotShow() {
        assertThatThrownBy(() -> merge(Map.of()).on(SHOWN))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("postgres.password");
    }

    @Test
    void takesTheServersOfTheDirectory() {
        RunningSystem running =
                new RunningSystem("b:2", "jdbc:postgresql://b/colloquy?user=u&password=p", "http://b:1");
        JobSettingsMerge merge = new JobSettingsMerge(Optional.empty(), Optional.of(running), Map.of());

        assertThat(merge.publishingAgain(SHOWN, "undo-1"))
                .containsEntry("kafka.bootstrap", "b:2")
                .containsEntry("postgres.url", running.postgres())
                .doesNotContainKeys("postgres.user", "postgres.password")
                .containsEntry("publish.again", "undo-1");
    }
}
