package io.colloquy.bench.gpu;

import com.sun.management.OperatingSystemMXBean;
import io.colloquy.bench.comparison.BenchResult;
import io.colloquy.bench.comparison.Comparison;
import io.colloquy.bench.comparison.Comparison.Round;
import io.colloquy.schemas.Timeline;
import io.colloquy.settings.SettingsException;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.SpeechHost;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.engine.SpeechRuntime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Words and voiceprints of noise on a GPU, with a recogniser of random weights as large as Parakeet CTC 0.6B, in half
 * precision. Beside it what the Open ASR leaderboard has for the real ones on an H200; their lengths and batches differ,
 * so it is a place to look at, and no target.
 */
public final class GpuBench {
    private static final String UNIT = "seconds of sound per second";
    /** Of parakeet-ctc-0.6b and parakeet-tdt-0.6b-v3, in seconds of sound per second. */
    private static final double LEADERBOARD_CTC = 4_282;

    private static final int LEADERBOARD_TDT = 3_333;
    private static final int CLIPS = 512;
    private static final int CLIP_SECONDS = 10;

    private GpuBench() {}

    /**
     * @param demo models that run anywhere: whether the GPU can be had shows with these
     * @param settings that name a GPU
     * @throws SettingsException says what is missing
     */
    public static BenchResult run(ModelFiles demo, InferenceSettings settings, int rounds, Consumer<String> progress)
            throws IOException {
        try (SpeechRuntime trial = SpeechRuntime.acquire(demo, settings, SpeechHost.ALONE)) {
            trial.transcriber();
        }
        Path folder = Files.createTempDirectory("colloquy-gpu");
        try {
            progress.accept("writing a model of random weights to " + folder);
            Path model = SizedRecognizer.write(folder, SizedRecognizer.Size.PARAKEET);
            ModelFiles files = new ModelFiles(demo.vad(), model.toString(), demo.embedding());
            try (SpeechRuntime models = SpeechRuntime.acquire(files, settings, SpeechHost.ALONE)) {
                return measure(models.transcriber(), settings.device().index().value(), rounds, progress);
            }
        } finally {
            delete(folder);
        }
    }

    private static BenchResult measure(Transcriber transcriber, int gpu, int rounds, Consumer<String> progress)
            throws IOException {
        byte[] noise = noise();
        pass(transcriber, noise); // memory grows, kernels are loaded
        List<Round> measured = new ArrayList<>();
        long processor = processorNanos();
        long begun = System.nanoTime();
        try (GpuUse use = new GpuUse(Math.max(0, gpu))) {
            for (int i = 1; i <= rounds; i++) {
                Round round = new Round(pass(transcriber, noise), LEADERBOARD_CTC);
                measured.add(round);
                progress.accept(String.format("round %d of %d: %.0f", i, rounds, round.ours()));
            }
            double cores = (double) (processorNanos() - processor) / (System.nanoTime() - begun);
            return result(measured, use.mean(), cores);
        }
    }

    private static BenchResult result(List<Round> measured, double busy, double cores) {
        return new BenchResult(
                List.of(Comparison.of("CTC of 0.6 billion random weights, against an H200", UNIT, 0, measured)),
                Map.of(
                        "gpu_busy_percent", Double.isNaN(busy) ? "unknown" : busy,
                        "cores_busy", cores,
                        "leaderboard_ctc", LEADERBOARD_CTC,
                        "leaderboard_tdt", LEADERBOARD_TDT),
                List.of(String.format("the GPU was busy for %.0f %%, and %.1f cores fed it", busy, cores)));
    }

    /** @return seconds of sound per second */
    private static double pass(Transcriber transcriber, byte[] noise) {
        long begun = System.nanoTime();
        List<CompletableFuture<Transcription>> answers = Stream.generate(() -> transcriber.transcribe(noise))
                .limit(CLIPS)
                .toList();
        answers.forEach(CompletableFuture::join);
        return CLIPS * CLIP_SECONDS / ((System.nanoTime() - begun) / 1e9);
    }

    private static byte[] noise() {
        byte[] noise = new byte[CLIP_SECONDS * Timeline.SAMPLE_RATE * Short.BYTES];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) Files.delete(file);
        }
        Files.delete(folder);
    }
}
