package io.colloquy.tests.topology;

import io.colloquy.operators.SpeechProvider;
import io.colloquy.speech.Hearer;
import io.colloquy.speech.Hearing;
import io.colloquy.speech.VoiceActivityDetector;
import java.util.concurrent.CompletableFuture;

/** Models that fail on audio that is marked by its first byte, and on no other; silence has no mark. */
record FailingModels(SpeechProvider models) implements SpeechProvider {
    static final byte UNDETECTABLE = 101;
    static final byte UNHEARABLE = 102;

    @Override
    public VoiceActivityDetector detector() {
        return new Detector(models.detector());
    }

    @Override
    public Hearer hearer() {
        return new FailingHearer(models.hearer());
    }

    private record Detector(VoiceActivityDetector detector) implements VoiceActivityDetector {
        @Override
        public int[] detect(byte[] pcm) {
            if (pcm[0] == UNDETECTABLE) throw new IllegalStateException("no voice activity, as the test wants it");
            return detector.detect(pcm);
        }

        @Override
        public void close() {
            detector.close();
        }
    }

    private record FailingHearer(Hearer hearer) implements Hearer {
        @Override
        public String model() {
            return hearer.model();
        }

        @Override
        public CompletableFuture<Hearing> hear(byte[] pcm) {
            return pcm[0] == UNHEARABLE
                    ? CompletableFuture.failedFuture(new IllegalStateException("no words, as the test wants it"))
                    : hearer.hear(pcm);
        }

        @Override
        public void close() {
            hearer.close();
        }
    }
}
