package io.colloquy.bench.speech;

import io.colloquy.audio.AudioDecoders;
import io.colloquy.audio.DurationLimits;
import io.colloquy.bench.comparison.Comparison;
import io.colloquy.bench.comparison.Comparison.Round;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Timeline;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Opus to 16 kHz mono as the job decodes a chunk, against libopus through ffmpeg on the same file: processor time on
 * one thread, round by round. Ours is after warm-up and without the threads of the compiler and the collector; theirs
 * holds the start of the process.
 *
 * <p>What is compared is the whole way, not the codec. ffmpeg has libopus decode to 48 kHz, in stereo where the file
 * is, and then resamples; here only hybrid packets take that way, and all are decoded to mono at once. libopus itself,
 * asked for 16 kHz mono, is faster than either.
 */
public final class SpeechBench {
    private static final double TARGET = 0.5;
    private static final String UNIT = "seconds of sound per processor second";
    private static final int WARM_UP = 3;
    /** How far two decoders of one file may differ, as a share: files joined of several overlap a little. */
    private static final double LENGTH_TOLERANCE = 0.001;

    private static final double ENERGY_TOLERANCE = 0.05;
    static final AudioChunk.Format OGG = new AudioChunk.Format(AudioChunk.Codec.OPUS, null, 1, AudioChunk.Framing.OGG);

    private final AudioDecoders decoder = new AudioDecoders();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Consumer<String> progress;

    private SpeechBench(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * @param recordings a folder of Ogg Opus files, 16 kHz mono
     * @param rounds one at least
     * @param progress takes a line now and then, for a person
     * @throws IllegalStateException where the two decoders don't hear the same
     */
    public static List<Comparison> run(Path recordings, int rounds, Consumer<String> progress)
            throws PeerMissingException, IOException, InterruptedException, RejectedException {
        FfmpegPeer.require();
        progress.accept("making the inputs");
        SpeechBench bench = new SpeechBench(progress);
        List<Comparison> comparisons = new ArrayList<>();
        try (OpusInputs inputs = new OpusInputs(recordings)) {
            for (OpusInputs.Input input : inputs.all()) comparisons.add(bench.compare(input, rounds));
        }
        return comparisons;
    }

    private Comparison compare(OpusInputs.Input input, int rounds)
            throws IOException, InterruptedException, RejectedException {
        byte[] file = Files.readAllBytes(input.file());
        byte[] heard = decode(file);
        requireAlike(input.name(), heard, FfmpegPeer.decode(input.file()));
        double length = (double) heard.length / Short.BYTES / Timeline.SAMPLE_RATE;
        for (int i = 1; i < WARM_UP; i++) decode(file);
        List<Round> measured = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            Round round = new Round(length / secondsToDecode(file), length / FfmpegPeer.secondsToDecode(input.file()));
            measured.add(round);
            progress.accept(String.format(
                    "%s: round %d of %d: %.0f to %.0f", input.name(), i, rounds, round.ours(), round.theirs()));
        }
        return Comparison.of(input.name(), UNIT, TARGET, measured);
    }

    private byte[] decode(byte[] file) throws RejectedException {
        return decoder.decode(file, OGG, DurationLimits.STORED).pcm();
    }

    private double secondsToDecode(byte[] file) throws RejectedException {
        long before = threads.getCurrentThreadCpuTime();
        decoder.decode(file, OGG, DurationLimits.STORED);
        return (threads.getCurrentThreadCpuTime() - before) / 1e9;
    }

    /** Silence would be decoded fast. */
    private static void requireAlike(String name, byte[] ours, byte[] theirs) {
        double energy = energy(theirs);
        boolean alike = Math.abs(ours.length - theirs.length) <= LENGTH_TOLERANCE * theirs.length
                && Math.abs(energy(ours) - energy) <= ENERGY_TOLERANCE * energy;
        if (!alike) {
            throw new IllegalStateException(String.format(
                    "%s: the decoders don't hear the same: %d and %d bytes, energies %.4g and %.4g",
                    name, ours.length, theirs.length, energy(ours), energy));
        }
    }

    private static double energy(byte[] pcm) {
        double sum = 0;
        for (int at = 0; at + Short.BYTES <= pcm.length; at += Short.BYTES) {
            double sample = Pcm16.get(pcm, at);
            sum += sample * sample;
        }
        return sum;
    }
}
