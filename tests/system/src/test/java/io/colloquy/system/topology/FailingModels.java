package io.colloquy.system.topology;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.schemas.Intervals;
import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Models that fail on audio that is marked by its first byte, and on no other. */
record FailingModels(SpeechProvider models) implements SpeechProvider {
    static final byte UNDETECTABLE = 101;
    static final byte UNHEARABLE = 102;

    @Override
    public Function<byte[], SoundPrint> printer() {
        return models.printer();
    }

    @Override
    public VoiceActivityDetector detector() {
        return new Detector(models.detector());
    }

    @Override
    public Transcriber transcriber() {
        return new FailingTranscriber(models.transcriber());
    }

    private static InferenceException fault(ModelRole role, String problem) {
        return InferenceException.of(Fault.CLIP, role, problem, null);
    }

    private record Detector(VoiceActivityDetector detector) implements VoiceActivityDetector {
        @Override
        public Intervals detect(byte[] pcm) {
            if (pcm[0] == UNDETECTABLE) throw fault(ModelRole.VAD, "no voice activity, as the test wants it");
            return detector.detect(pcm);
        }

        @Override
        public String fingerprint() {
            return detector.fingerprint();
        }

        @Override
        public void close() {
            detector.close();
        }
    }

    private record FailingTranscriber(Transcriber transcriber) implements Transcriber {
        @Override
        public String model() {
            return transcriber.model();
        }

        @Override
        public CompletableFuture<Transcription> transcribe(byte[] pcm) {
            return pcm[0] == UNHEARABLE
                    ? CompletableFuture.failedFuture(fault(ModelRole.RECOGNIZER, "no words, as the test wants it"))
                    : transcriber.transcribe(pcm);
        }

        @Override
        public void close() {
            transcriber.close();
        }
    }
}
