package io.colloquy.operators.flink.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.operators.flink.Asked;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Word;
import io.colloquy.settings.SettingsException;
import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.api.SpeakerEmbedding;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TranscribeFunctionTest {
    private static final Origin ORIGIN = new Origin("audio-chunks", 0, 7);
    private static final Transcription SAID =
            new Transcription(List.of(new Word("yes", 0, 200, 1)), new SpeakerEmbedding(new byte[] {127}));
    private static final ClipRequest CLIP = clip(new byte[] {1, 0}, null);

    @Test
    void tellsWhatTheModelsMadeOfTheClip() throws Exception {
        ClipResult result = Asked.answer(function(pcm -> CompletableFuture.completedFuture(SAID)), CLIP);

        assertThat(result.clipId()).isEqualTo(CLIP.clipId());
        assertThat(result.model()).isEqualTo("model");
        assertThat(result.words()).isEqualTo(SAID.words());
        assertThat(result.failure()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIP", "OVERLOAD"})
    void failsTheClipAloneWhereTheFaultIsItsOwn(Fault fault) throws Exception {
        ClipResult result = Asked.answer(function(pcm -> failure(fault)), CLIP);

        assertThat(result.failure()).isEqualTo("models.recognizer: broken");
        assertThat(result.words()).isEmpty();
        assertThat(result.origins()).as("so that its records can be rejected").containsExactly(ORIGIN);
    }

    @Test
    void failsTheTaskWhereTheDeviceIsLost() {
        assertThatThrownBy(() -> Asked.answer(function(pcm -> failure(Fault.DEVICE_LOST)), CLIP))
                .isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining("models.recognizer: broken")
                .satisfies(e -> assertThat(endsTheJob(e)).isFalse());
    }

    @Test
    void endsTheJobWhereTheModelIsAtFault() {
        assertThatThrownBy(() -> Asked.answer(function(pcm -> failure(Fault.FATAL)), CLIP))
                .hasStackTraceContaining("models.recognizer: broken")
                .satisfies(e -> assertThat(endsTheJob(e)).isTrue());
    }

    @Test
    void endsTheJobWhereTheModelsCannotBeLoaded() {
        SettingsException problem = new SettingsException("models.device", "cuda:0 can't be used here");

        assertThatThrownBy(() -> Asked.opened(new TranscribeFunction(new Unloadable(problem))))
                .hasStackTraceContaining("models.device: cuda:0 can't be used here")
                .satisfies(e -> assertThat(endsTheJob(e)).isTrue());
    }

    private record Unloadable(RuntimeException problem) implements SpeechProvider {
        @Override
        public VoiceActivityDetector detector() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Transcriber transcriber() {
            throw problem;
        }
    }

    /** It may be this program's own, or that the models were closed: no speech must be lost for it. */
    @Test
    void failsTheTaskWhereNobodyKnowsWhoseFaultItIs() {
        assertThatThrownBy(() -> Asked.answer(
                        function(pcm -> CompletableFuture.failedFuture(new IllegalStateException("closed"))), CLIP))
                .isInstanceOf(ExecutionException.class)
                .satisfies(e -> assertThat(endsTheJob(e)).isFalse());
    }

    private static boolean endsTheJob(Throwable problem) {
        return ThrowableClassifier.findThrowableOfThrowableType(problem, ThrowableType.NonRecoverableError)
                .isPresent();
    }

    @Test
    void asksNothingAboutAClipWhoseAudioIsLost() throws Exception {
        ClipRequest lost = clip(new byte[0], "the record is no longer held");

        ClipResult result = Asked.answer(
                function(pcm -> {
                    throw new AssertionError("the models were asked");
                }),
                lost);

        assertThat(result.failure()).isEqualTo("the record is no longer held");
    }

    private static ClipRequest clip(byte[] pcm, String lost) {
        StreamId stream = new StreamId("device", "owner");
        return new ClipRequest(stream, new Digest(1, 2, 3, 4), 5, List.of(ORIGIN), pcm, List.of(), lost);
    }

    /** As it comes out of a chain of futures. */
    private static CompletableFuture<Transcription> failure(Fault fault) {
        InferenceException problem = InferenceException.of(fault, ModelRole.RECOGNIZER, "broken", null);
        return CompletableFuture.failedFuture(new CompletionException(problem));
    }

    private interface Models {
        CompletableFuture<Transcription> of(byte[] pcm);
    }

    private static TranscribeFunction function(Models models) throws Exception {
        return Asked.opened(new TranscribeFunction(new Provider(models)));
    }

    private record Provider(Models models) implements SpeechProvider {
        @Override
        public VoiceActivityDetector detector() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Transcriber transcriber() {
            return new Transcriber() {
                @Override
                public String model() {
                    return "model";
                }

                @Override
                public CompletableFuture<Transcription> transcribe(byte[] pcm) {
                    return models.of(pcm);
                }

                @Override
                public void close() {}
            };
        }
    }
}
