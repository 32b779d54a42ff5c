package io.colloquy.bench.speech;

import com.sun.management.OperatingSystemMXBean;
import io.colloquy.audio.AudioDecoders;
import io.colloquy.audio.DurationLimits;
import io.colloquy.bench.comparison.BenchResult;
import io.colloquy.bench.comparison.Comparison;
import io.colloquy.bench.comparison.Comparison.Round;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.SpeechHost;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.VoiceActivityDetector;
import io.colloquy.speech.engine.SpeechRuntime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Voice activity, words and voiceprints with the settings as they are, against the same on one thread: what the other
 * cores are worth. By the clock, so whatever else runs on the machine counts.
 */
public final class InferenceBench {
    private static final String UNIT = "seconds of sound per second";
    /** What one more core must bring, as a share of it. */
    private static final double WORTH = 0.8;
    /** Where nothing but two cores were measured, no more is asked. */
    private static final int CORES_ASKED = 2;

    private static final int CLIP_SECONDS = 10;
    private static final int HOUR_SECONDS = 3_600;
    /** Ten minutes of sound: enough for batches to fill, and rounds stay short. */
    private static final int PARTS = 20;

    private final List<byte[]> parts;
    private final ExecutorService askers;
    private final Consumer<String> progress;
    /** Processor time of the whole process, nanoseconds: other programs on the machine do not change it. */
    private long ofAllCores;

    private long ofOneThread;
    private double sound;

    private InferenceBench(List<byte[]> parts, ExecutorService askers, Consumer<String> progress) {
        this.parts = parts;
        this.askers = askers;
        this.progress = progress;
    }

    /**
     * @param recordings a folder of Ogg Opus files
     * @param rounds one at least
     * @param progress takes a line now and then, for a person
     */
    public static BenchResult run(Loading models, Path recordings, int rounds, Consumer<String> progress)
            throws IOException, RejectedException {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService askers = Executors.newFixedThreadPool(cores);
        try (SpeechRuntime all = models.on(models.settings());
                SpeechRuntime one = models.on(models.settings().withThreads(1))) {
            InferenceBench bench = new InferenceBench(parts(recordings), askers, progress);
            List<Round> measured = bench.rounds(all, one, rounds);
            double target = 1 + WORTH * (Math.min(CORES_ASKED, cores) - 1);
            return new BenchResult(
                    List.of(Comparison.of("all cores against one thread", UNIT, target, measured)),
                    Map.of(
                            "processor_seconds_all_cores", bench.spent(true),
                            "processor_seconds_one_thread", bench.spent(false)),
                    List.of(bench.spentSentence()));
        } finally {
            askers.shutdownNow();
        }
    }

    /** What is run, and how. */
    public record Loading(ModelFiles files, InferenceSettings settings) {

        private SpeechRuntime on(InferenceSettings others) {
            return SpeechRuntime.acquire(files, others, SpeechHost.ALONE);
        }
    }

    private static List<byte[]> parts(Path recordings) throws IOException, RejectedException {
        List<byte[]> parts = new ArrayList<>();
        int bytes = Timeline.PART_SAMPLES * Short.BYTES;
        try (Stream<Path> files = Files.list(recordings)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".opus"))
                    .sorted()
                    .toList()) {
                byte[] pcm = new AudioDecoders()
                        .decode(Files.readAllBytes(file), SpeechBench.OGG, DurationLimits.STORED)
                        .pcm();
                for (int from = 0; from + bytes <= pcm.length; from += bytes)
                    parts.add(Arrays.copyOfRange(pcm, from, from + bytes));
            }
        }
        return parts.subList(0, Math.min(PARTS, parts.size()));
    }

    private List<Round> rounds(SpeechRuntime all, SpeechRuntime one, int rounds) {
        progress.accept("warming up");
        pass(all);
        List<Round> measured = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            long before = processorNanos();
            double ours = pass(all);
            long between = processorNanos();
            Round round = new Round(ours, pass(one));
            ofAllCores += between - before;
            ofOneThread += processorNanos() - between;
            sound += seconds();
            measured.add(round);
            progress.accept(String.format("round %d of %d: %.0f to %.0f", i, rounds, round.ours(), round.theirs()));
        }
        return measured;
    }

    /** @return seconds of sound per second */
    private double pass(SpeechRuntime models) {
        VoiceActivityDetector detector = models.detector();
        Transcriber transcriber = models.transcriber();
        long begun = System.nanoTime();
        List<CompletableFuture<Void>> answers = parts.stream()
                .map(part -> CompletableFuture.supplyAsync(() -> detector.detect(part), askers)
                        .thenCompose(speech -> hear(part, transcriber)))
                .toList();
        answers.forEach(CompletableFuture::join);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return seconds() / seconds;
    }

    private double seconds() {
        return parts.stream().mapToLong(Pcm16::samples).sum() / (double) Timeline.SAMPLE_RATE;
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Processor seconds for an hour of sound. */
    private double spent(boolean all) {
        return (all ? ofAllCores : ofOneThread) / 1e9 * HOUR_SECONDS / sound;
    }

    private String spentSentence() {
        return String.format(
                "an hour of sound takes %.0f processor seconds on all cores, %.0f on one thread",
                spent(true), spent(false));
    }

    /** Where utterances begin does not matter here: clips are of one length, so that batches fill. */
    private static CompletableFuture<Void> hear(byte[] part, Transcriber transcriber) {
        int bytes = CLIP_SECONDS * Timeline.SAMPLE_RATE * Short.BYTES;
        List<CompletableFuture<?>> clips = new ArrayList<>();
        for (int from = 0; from < part.length; from += bytes)
            clips.add(transcriber.transcribe(Arrays.copyOfRange(part, from, Math.min(part.length, from + bytes))));
        return CompletableFuture.allOf(clips.toArray(CompletableFuture[]::new));
    }
}
