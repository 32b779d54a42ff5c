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
import java.util.stream.Stream;
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
    private static final int SECOND_BYTES = 32_000;
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

    /** Four clips of speech, the second of which lies over the end of the first 30 s. */
    @Test
    void hearsALongFileUtteranceByUtterance() throws Exception {
        byte[] clip = pcmOf(CLIP);
        int[] seconds = {2, 27, 50, 70};
        byte[] pcm = new byte[90 * SECOND_BYTES];
        for (int at : seconds) System.arraycopy(clip, 0, pcm, at * SECOND_BYTES, clip.length);
        Path file = Files.write(folder.resolve("long.wav"), wav(pcm));
        Path report = folder.resolve("report.json");

        assertThat(hear("--json", report.toString(), file.toString(), CLIP.toString()))
                .isZero();

        JsonNode heard =
                new ObjectMapper().readTree(report.toFile()).get("files").get(0);
        JsonNode utterances = heard.get("utterances");
        assertThat(heard.get("seconds").asDouble()).isEqualTo(90);
        assertThat(utterances).hasSize(seconds.length);
        for (int i = 0; i < seconds.length; i++) {
            JsonNode utterance = utterances.get(i);
            assertThat(utterance.get("text").asText()).contains("good morning everyone");
            assertThat(utterance.get("from_ms").asInt()).isBetween(seconds[i] * 1000, seconds[i] * 1000 + 1000);
            assertThat(utterance.at("/words/0/s").asInt())
                    .isBetween(seconds[i] * 1000, utterance.get("to_ms").asInt());
            assertThat(utterance.get("voiceprint")).isNotEmpty();
        }
        assertThat(heard.get("speech"))
                .anyMatch(speech ->
                        speech.get(0).asInt() < 30 * 16_000 && speech.get(1).asInt() > 30 * 16_000);
        assertThat(heard.get("words")).hasSize(heard.get("text").asText().split(" ").length);
        assertThat(out.toString().lines())
                .contains(file + ":")
                .anyMatch(line -> line.startsWith("[0:00:02] good morning"))
                .anyMatch(line -> line.startsWith("[0:01:10] good morning"))
                .allMatch(line -> line.startsWith(CLIP.toAbsolutePath().toString())
                        || line.equals(file + ":")
                        || line.length() <= 80);
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void hearsNothingInALongSilence() throws Exception {
        Path file = Files.write(folder.resolve("silence.wav"), wav(new byte[61 * SECOND_BYTES]));
        Path report = folder.resolve("report.json");

        assertThat(hear("--json", report.toString(), file.toString())).isZero();

        JsonNode heard =
                new ObjectMapper().readTree(report.toFile()).get("files").get(0);
        assertThat(heard.get("text").asText()).isEmpty();
        assertThat(heard.get("speech")).isEmpty();
        assertThat(heard.has("utterances")).isFalse();
    }

    private static byte[] pcmOf(Path wav) throws Exception {
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(wav.toFile())) {
            assertThat(sound.getFormat().getSampleRate()).isEqualTo(16_000);
            return sound.readAllBytes();
        }
    }

    private static List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("colloquy-.*\\.pcm"))
                    .toList();
        }
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Path notes = Files.writeString(folder.resolve("notes.wav"), "no sound");
        Path cut = Files.write(folder.resolve("cut.wav"), new byte[] {'R', 'I', 'F', 'F', 0});

        assertThat(hear("nowhere.wav")).isEqualTo(2);
        assertThat(hear(notes.toString())).isEqualTo(2);
        assertThat(hear(cut.toString())).isEqualTo(2);
        assertThat(hear(Files.createDirectory(folder.resolve("empty")).toString()))
                .isEqualTo(2);

        assertThat(errors.toString())
                .contains("nowhere.wav: there is no such file")
                .contains("notes.wav: is neither WAV")
                .contains("cut.wav: ")
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
