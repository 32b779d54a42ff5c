package io.colloquy.commands.hear;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class HearCommandTest {
    private static final Path CLIP = Path.of("../speech/src/test/resources/clips/test0.wav");
    private static final String MODELS = "models.%s=../models/%s.onnx";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void hearsAllFilesOfAFolderInOrder() throws Exception {
        Files.copy(CLIP, folder.resolve("b.wav"));
        Files.write(folder.resolve("a.wav"), wav(new byte[2 * 16_000]));
        Files.writeString(folder.resolve("notes.txt"), "no sound");
        Path report = folder.resolve("report.json");

        assertThat(hear("--json", report.toString(), folder.toString())).isZero();

        JsonNode heard = new ObjectMapper().readTree(report.toFile()).get("files");
        assertThat(heard.findValuesAsText("file"))
                .containsExactly(
                        folder.resolve("a.wav").toString(),
                        folder.resolve("b.wav").toString());
        JsonNode silence = heard.get(0);
        assertThat(silence.get("text").asText()).isEmpty();
        assertThat(silence.get("speech")).isEmpty();
        assertThat(silence.get("seconds").asDouble()).isEqualTo(1);
        JsonNode speech = heard.get(1);
        assertThat(speech.get("text").asText()).contains("good morning everyone");
        assertThat(speech.get("words")).hasSize(speech.get("text").asText().split(" ").length);
        assertThat(speech.get("speech").get(0).get(1).asInt()).isGreaterThan(16_000);
        double squares = 0;
        for (JsonNode x : speech.get("voiceprint")) squares += x.asDouble() * x.asDouble();
        assertThat(squares).isBetween(0.999, 1.001);
        assertThat(out.toString()).contains("b.wav: ").contains("good morning everyone");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Path notes = Files.writeString(folder.resolve("notes.wav"), "no sound");
        Path cut = Files.write(folder.resolve("cut.wav"), new byte[] {'R', 'I', 'F', 'F', 0});
        Path hour = Files.write(folder.resolve("hour.wav"), wav(new byte[2 * 61 * 16_000]));

        assertThat(hear("nowhere.wav")).isEqualTo(2);
        assertThat(hear(notes.toString())).isEqualTo(2);
        assertThat(hear(cut.toString())).isEqualTo(2);
        assertThat(hear(hour.toString())).isEqualTo(2);
        assertThat(hear(Files.createDirectory(folder.resolve("empty")).toString()))
                .isEqualTo(2);

        assertThat(errors.toString())
                .contains("nowhere.wav: there is no such file")
                .contains("notes.wav: is neither WAV")
                .contains("cut.wav: ")
                .contains("hour.wav: is longer than 60 s: use colloquy send")
                .contains("empty: holds no sound file");
    }

    @Test
    void namesTheSettingOfAModelThatDoesNotFit() throws Exception {
        String garbage =
                Files.writeString(folder.resolve("garbage.onnx"), "no model").toString();
        for (String model : List.of("vad", "recognizer", "voiceprint")) {
            errors.getBuffer().setLength(0);

            assertThat(hear("--set", "models." + model + "=" + garbage, CLIP.toString()))
                    .isEqualTo(2);
            assertThat(errors.toString().lines())
                    .as(model)
                    .singleElement()
                    .asString()
                    .startsWith("models." + model + ": model file " + garbage);
        }
    }

    private static byte[] wav(byte[] pcm) throws IOException {
        AudioFormat format = new AudioFormat(16_000, 16, 1, true, false);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        AudioInputStream sound = new AudioInputStream(new ByteArrayInputStream(pcm), format, pcm.length / 2);
        AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file);
        return file.toByteArray();
    }

    private int hear(String... command) {
        CommandLine line = new CommandLine(new HearCommand())
                .setErr(new PrintWriter(errors))
                .setOut(new PrintWriter(out));
        String[] all = new String[command.length + 6];
        String[] models = {"vad", "recognizer", "voiceprint"};
        for (int i = 0; i < 3; i++) {
            all[2 * i] = "--set";
            all[2 * i + 1] = MODELS.formatted(models[i], models[i]);
        }
        System.arraycopy(command, 0, all, 6, command.length);
        return line.execute(all);
    }
}
