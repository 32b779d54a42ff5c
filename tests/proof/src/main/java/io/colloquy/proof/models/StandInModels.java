package io.colloquy.proof.models;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.api.SpeakerEmbedding;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * Stands in for the models where a test needs to know their answers: deterministic, and it sees boundaries, for what it
 * makes of a clip is a hash of exactly the samples that it is given.
 *
 * <p>Sound is what is not zero, in frames of 10 ms. Sound that begins with {@link #WORDLESS} has no words. Who speaks
 * is the amplitude, modulo eight; from {@link #BLEND} on it sounds like two of these eight, by the amplitude's higher
 * digits.
 */
public final class StandInModels implements SpeechProvider {
    public static final short WORDLESS = 7;
    /** In a part in which a sound begins so, voice activity can't be told. */
    public static final short UNTOLD = 11;
    /** The least amplitude of a voice that lies between others. */
    public static final short BLEND = 1 << 12;

    private static final InferenceException UNKNOWN =
            InferenceException.of(Fault.CLIP, ModelRole.VAD, "no voice activity, as the test wants it", null);
    private static final int VOICES = 8;
    private static final int FRAME_BYTES = 320;
    private static final int WORD_MILLIS = 400;

    @Override
    public VoiceActivityDetector detector() {
        return new Detector();
    }

    @Override
    public Transcriber transcriber() {
        return new HashTranscriber();
    }

    @Override
    public Function<byte[], SoundPrint> printer() {
        return StandInModels::print;
    }

    /** Its bits are those of a hash of the sample in the middle of each frame: so it tells the sound by its levels. */
    public static SoundPrint print(byte[] pcm) {
        int frames = pcm.length / 2 / SoundPrint.FRAME_SAMPLES;
        SoundPrint.Builder print = new SoundPrint.Builder(frames);
        for (int i = 0; i < frames; i++) {
            int sample = Pcm16.get(pcm, 2 * (i * SoundPrint.FRAME_SAMPLES + SoundPrint.FRAME_SAMPLES / 2));
            print.add(sample * 0x9E3779B1 >>> Integer.SIZE - SoundPrint.FRAME_BITS);
        }
        return print.build();
    }

    /** A part and where it sounds, or that this can't be told. */
    public static DetectedPart detected(AudioPart part) {
        int[] bounds = bounds(part.pcm());
        return bounds == null
                ? DetectedPart.failed(part, UNKNOWN.getMessage())
                : new DetectedPart(
                        part, Intervals.of(bounds), bounds.length == 0 ? SoundPrint.NONE : print(part.pcm()), null);
    }

    /**
     * Where it sounds, as the oracle takes it, which knows nothing of {@link Intervals}: {@code [from₀, to₀, …)}; null
     * where this can't be told.
     */
    public static int[] bounds(byte[] pcm) {
        int[] bounds = new int[2 * (pcm.length / FRAME_BYTES + 1)];
        int count = 0;
        for (int at = 0; at < pcm.length; at += FRAME_BYTES) {
            int end = Math.min(pcm.length, at + FRAME_BYTES);
            if (isSilent(pcm, at, end)) continue;
            if (Pcm16.get(pcm, at) == UNTOLD) return null;
            if (count > 0 && bounds[count - 1] == at / 2) {
                bounds[count - 1] = end / 2;
            } else {
                bounds[count++] = at / 2;
                bounds[count++] = end / 2;
            }
        }
        return Arrays.copyOf(bounds, count);
    }

    private static boolean isSilent(byte[] pcm, int from, int to) {
        for (int i = from; i < to; i++) if (pcm[i] != 0) return false;
        return true;
    }

    /** A word for each 400 ms, which hashes all the samples; none where the sound is wordless. */
    public static List<Word> words(byte[] pcm) {
        if (firstSample(pcm) == WORDLESS) return List.of();
        CRC32C hash = new CRC32C(); // the processor has it: this is most of what random cases cost
        hash.update(pcm);
        String clip = Long.toHexString(hash.getValue());
        int millis = pcm.length / 2 / (Timeline.SAMPLE_RATE / 1000);
        List<Word> words = new ArrayList<>();
        for (int from = 0; from < millis; from += WORD_MILLIS) {
            int to = Math.min(millis, from + WORD_MILLIS);
            words.add(new Word(clip + "." + words.size(), from, to, 1));
        }
        return words;
    }

    private static short firstSample(byte[] pcm) {
        for (int i = 0; i + 1 < pcm.length; i += 2) if (Pcm16.get(pcm, i) != 0) return Pcm16.get(pcm, i);
        return 0;
    }

    private static final class Detector implements VoiceActivityDetector {
        @Override
        public Intervals detect(byte[] pcm) {
            int[] bounds = bounds(pcm);
            if (bounds == null) throw UNKNOWN;
            return Intervals.of(bounds);
        }

        @Override
        public String fingerprint() {
            return "stand-in";
        }

        @Override
        public void close() {}
    }

    private static final class HashTranscriber implements Transcriber {
        @Override
        public String model() {
            return "stand-in";
        }

        @Override
        public CompletableFuture<Transcription> transcribe(byte[] pcm) {
            return CompletableFuture.completedFuture(StandInModels.transcribe(pcm));
        }

        @Override
        public void close() {}
    }

    public static Transcription transcribe(byte[] pcm) {
        return new Transcription(words(pcm), SpeakerEmbedding.of(voice(firstSample(pcm))));
    }

    private static float[] voice(short amplitude) {
        float[] voice = new float[VOICES];
        voice[Math.floorMod(amplitude, VOICES)] = 1;
        if (amplitude < BLEND) return voice;
        voice[amplitude / VOICES % VOICES] += amplitude / (VOICES * VOICES) % VOICES / (float) VOICES;
        return voice;
    }
}
