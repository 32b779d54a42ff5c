package io.colloquy.speech.onnx;

import io.colloquy.speech.api.ModelFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** The demo models, and clips whose words are known. */
public final class DemoSpeech {
    public static final Path MODELS = Path.of("..", "models");
    public static final ModelFiles FILES = new ModelFiles(
            MODELS.resolve("vad.onnx").toString(),
            MODELS.resolve("recognizer.onnx").toString(),
            MODELS.resolve("voiceprint.onnx").toString());

    public static final Path TRANSDUCER = MODELS.resolve("transducer").resolve("encoder.onnx");

    /** @param hypothesis what sherpa-onnx recognises with the demo recogniser */
    public record Clip(String name, byte[] pcm, String hypothesis) {
        @Override
        public String toString() {
            return name;
        }
    }

    private DemoSpeech() {}

    public static List<Clip> clips() {
        return transcripts()
                .lines()
                .map(line -> line.split("\t"))
                .map(fields -> new Clip(fields[0], wav(fields[0]), fields[2].substring("HYP: ".length())))
                .toList();
    }

    /** Clips of many lengths: cuts of the known ones. */
    public static List<byte[]> cuts(int count, long seed) {
        List<Clip> whole = clips();
        Random random = new Random(seed);
        List<byte[]> cuts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] pcm = whole.get(random.nextInt(whole.size())).pcm();
            int from = random.nextInt(pcm.length / 4) * 2;
            int to = from + random.nextInt((pcm.length - from) / 2 + 1) * 2;
            cuts.add(Arrays.copyOfRange(pcm, from, to));
        }
        return cuts;
    }

    private static String transcripts() {
        try (InputStream in = resource("transcripts.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] wav(String name) {
        try (InputStream in = new BufferedInputStream(resource(name))) {
            return AudioSystem.getAudioInputStream(in).readAllBytes();
        } catch (IOException | UnsupportedAudioFileException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static InputStream resource(String name) {
        return DemoSpeech.class.getResourceAsStream("/clips/" + name);
    }
}
