package io.colloquy.bench.arrival;

import com.sun.management.OperatingSystemMXBean;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The models that all ways share, and what they were asked. What they make of a sound depends on that sound alone. So
 * one that came before, in whatever way, is answered from memory, but it is charged as if it were heard again.
 */
final class Ear {
    private static final Format PCM = Format.pcm(Timeline.SAMPLE_RATE, 1);

    private final VoiceActivityDetector detector;
    private final Transcriber transcriber;
    private final Map<Digest, Answer<Intervals>> detected = new HashMap<>();
    private final Map<Digest, Answer<Transcription>> heard = new HashMap<>();
    private long samples;
    private long nanos;

    private record Answer<T>(T value, long nanos) {}

    /**
     * What the models were given.
     *
     * @param heardSeconds sound of which they were to find words and voice
     * @param modelSeconds processor time that they take for that, and to find where somebody speaks
     */
    record ModelTime(double heardSeconds, double modelSeconds) {}

    Ear(VoiceActivityDetector detector, Transcriber transcriber) {
        this.detector = detector;
        this.transcriber = transcriber;
    }

    String model() {
        return transcriber.model();
    }

    Intervals detect(byte[] pcm) {
        return ask(pcm, detected, detector::detect);
    }

    /** The same for nothing: in sound that was looked through before, but is put together anew. */
    Intervals detectAgain(byte[] pcm) {
        long before = nanos;
        Intervals voice = detect(pcm);
        nanos = before;
        return voice;
    }

    Transcription transcribe(byte[] pcm) {
        samples += Pcm16.samples(pcm);
        return ask(pcm, heard, clip -> transcriber.transcribe(clip).join());
    }

    private <T> T ask(byte[] pcm, Map<Digest, Answer<T>> answers, Function<byte[], T> model) {
        Digest digest = PCM.digest(pcm);
        Answer<T> answer = answers.get(digest);
        if (answer == null) {
            long before = processorNanos();
            T value = model.apply(pcm);
            answer = new Answer<>(value, processorNanos() - before);
            answers.put(digest, answer);
        }
        nanos += answer.nanos;
        return answer.value;
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Since it was last asked. */
    ModelTime takeSpent() {
        ModelTime spent = new ModelTime(samples / (double) Timeline.SAMPLE_RATE, nanos / 1e9);
        samples = 0;
        nanos = 0;
        return spent;
    }
}
