package io.colloquy.bench.load;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Stands in for the models, so that what is measured is everything else. Its answers have the size of theirs: some
 * three words a second, and a speaker embedding as long as the demo model's. Sound is what is not zero, and who speaks
 * is its first sample; the words depend on where the sound of a clip begins and ends.
 */
public final class StandIn implements SpeechProvider {
    public static final String MODEL = "stand-in";
    private static final int DIMENSIONS = 128;
    /** How far the speaker embeddings of one speaker scatter, beside a length of one. */
    private static final double SCATTER = 0.3;

    private static final int FRAME_BYTES = 320;
    private static final int WORD_MILLIS = 310;
    private static final int BYTES_PER_MILLI = 2 * Timeline.SAMPLE_RATE / 1000;
    private static final String[] WORDS = {
        "and",
        "the",
        "we",
        "could",
        "tomorrow",
        "morning",
        "think",
        "about",
        "it",
        "yes",
        "what",
        "they",
        "said",
        "kitchen",
        "after",
        "lunch",
        "before",
        "really",
        "a",
        "little",
        "something",
        "else",
        "with",
        "him",
        "going",
        "to",
        "station",
        "because",
        "I",
        "wanted",
        "never",
        "again"
    };

    @Override
    public Function<byte[], SoundPrint> printer() {
        return pcm -> SoundPrint.NONE;
    }

    @Override
    public VoiceActivityDetector detector() {
        return new Detector();
    }

    @Override
    public Transcriber transcriber() {
        return new QuickTranscriber();
    }

    private record Detector() implements VoiceActivityDetector {
        @Override
        public Intervals detect(byte[] pcm) {
            return StandIn.detect(pcm);
        }

        @Override
        public String fingerprint() {
            return MODEL;
        }

        @Override
        public void close() {}
    }

    private record QuickTranscriber() implements Transcriber {
        @Override
        public String model() {
            return MODEL;
        }

        @Override
        public CompletableFuture<Transcription> transcribe(byte[] pcm) {
            return CompletableFuture.completedFuture(StandIn.transcribe(pcm));
        }

        @Override
        public void close() {}
    }

    /** Sound in frames of 10 ms. */
    public static Intervals detect(byte[] pcm) {
        Intervals.Builder sound = Intervals.builder();
        for (int at = 0; at < pcm.length; at += FRAME_BYTES) {
            int end = Math.min(pcm.length, at + FRAME_BYTES);
            if (soundFrom(pcm, at, end) < end) sound.add(at / 2, end / 2);
        }
        return sound.build();
    }

    public static Transcription transcribe(byte[] pcm) {
        int from = soundFrom(pcm, 0, pcm.length);
        int to = pcm.length;
        while (to > from && pcm[to - 1] == 0) to--;
        if (from == to) return new Transcription(List.of(), SpeakerEmbedding.NONE);
        long content = 31L * (to - from) + pcm[from];
        return new Transcription(
                words(from / BYTES_PER_MILLI, to / BYTES_PER_MILLI, content), voice(pcm[from], content));
    }

    private static int soundFrom(byte[] pcm, int from, int to) {
        int at = from;
        while (at < to && pcm[at] == 0) at++;
        return at;
    }

    private static List<Word> words(int from, int to, long content) {
        Random random = new Random(content);
        List<Word> words = new ArrayList<>();
        for (int at = from; at < to; at += WORD_MILLIS) {
            String word = WORDS[random.nextInt(WORDS.length)];
            words.add(
                    new Word(word, at, Math.min(to, at + WORD_MILLIS), Word.confidence(0.5 + random.nextFloat() / 2)));
        }
        return words;
    }

    private static SpeakerEmbedding voice(int speaker, long content) {
        Random own = new Random(speaker);
        Random noise = new Random(content);
        float[] vector = new float[DIMENSIONS];
        double scatter = SCATTER * Math.sqrt(1.0 / DIMENSIONS);
        double voice = Math.sqrt(1.0 / DIMENSIONS);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (voice * own.nextGaussian() + scatter * noise.nextGaussian());
        }
        return SpeakerEmbedding.of(vector);
    }
}
