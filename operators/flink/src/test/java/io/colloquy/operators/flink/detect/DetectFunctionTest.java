package io.colloquy.operators.flink.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.stitch.StitchInput;
import io.colloquy.operators.core.stitch.StitchInput.Detected;
import io.colloquy.operators.flink.Asked;
import io.colloquy.operators.flink.state.MessageTypes;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.settings.SettingsException;
import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelException;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DetectFunctionTest {
    private static final Intervals SPEECH = Intervals.of(0, 1);

    @Test
    void tellsWhereSomebodySpeaks() throws Exception {
        Run run = run("one", null, part(1));
        assertThat(run.detected.speech()).isEqualTo(SPEECH);
        assertThat(run.detected.failure()).isNull();
    }

    @Test
    void passesAPartOnAsFailedThatTheModelFailsOn() throws Exception {
        Run run = run("one", null, part(2));
        assertThat(run.detected.speech().isEmpty()).isTrue();
        assertThat(run.detected.failure()).isEqualTo("models.vad: broken");
    }

    @ParameterizedTest
    @CsvSource({"3, DEVICE_LOST", "4, FATAL"})
    @Timeout(20)
    void failsTheTaskWhereTheFaultIsNotThePartsOwn(int part, Fault fault) throws Exception {
        var harness = harness("one");
        harness.getEnvironment().setExpectedExternalFailureCause(Throwable.class);
        try {
            harness.open();
            harness.processElement(new StreamRecord<>(part(part)));
            Throwable failure = failure(harness.getEnvironment());

            assertThat(failure).hasStackTraceContaining("models.vad: broken");
            assertThat(ExceptionUtils.findThrowable(failure, SuppressRestartsException.class))
                    .as("whether the job ends")
                    .matches(ends -> ends.isPresent() == (fault == Fault.FATAL));
        } finally {
            harness.close();
        }
    }

    private static Throwable failure(MockEnvironment task) {
        while (task.getActualExternalFailureCause().isEmpty()) Thread.onSpinWait();
        return task.getActualExternalFailureCause().get();
    }

    static Stream<Arguments> problemsOfLoading() {
        return Stream.of(
                Arguments.of(new SettingsException("models.device", "cuda:0 can't be used here"), true),
                Arguments.of(new ModelException(Path.of("vad.onnx"), "expected a model", "put one there"), true),
                Arguments.of(broken(Fault.FATAL), true),
                Arguments.of(broken(Fault.DEVICE_LOST), false),
                Arguments.of(broken(Fault.OVERLOAD), false));
    }

    @ParameterizedTest
    @MethodSource("problemsOfLoading")
    void endsTheJobWhereAModelCannotBeLoadedThatCouldNotBeAfterARestartEither(RuntimeException problem, boolean ends) {
        DetectFunction function = new DetectFunction(new Unloadable(problem), 1);

        assertThatThrownBy(() -> Asked.opened(function))
                .satisfies(e -> assertThat(ExceptionUtils.findThrowable(e, SuppressRestartsException.class)
                                .isPresent())
                        .as("whether the job ends")
                        .isEqualTo(ends))
                .hasStackTraceContaining(problem.getMessage());
    }

    private record Unloadable(RuntimeException problem) implements SpeechProvider {
        @Override
        public VoiceActivityDetector detector() {
            throw problem;
        }

        @Override
        public Transcriber transcriber() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void goesOnWithTheSameDetector() throws Exception {
        Run first = run("one", null, part(1));
        assertThat(run("one", first.kept, part(1)).detected.speech()).isEqualTo(SPEECH);
    }

    /** Which utterances there are followed from it, and others follow from another. */
    @Test
    void refusesAnotherDetectorOnKeptState() throws Exception {
        Run first = run("one", null, part(1));
        assertThatThrownBy(() -> run("other", first.kept, part(1)))
                .hasStackTraceContaining("models.vad: the state was computed with one, but the settings say other");
    }

    private record Run(DetectedPart detected, OperatorSubtaskState kept) {}

    private static OneInputStreamOperatorTestHarness<AudioPart, StitchInput> harness(String fingerprint)
            throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<AudioPart, StitchInput>(
                new AsyncWaitOperatorFactory<>(
                        new DetectFunction(new Provider(fingerprint), 4), 0, 1, OutputMode.ORDERED),
                MessageTypes.PART.createSerializer(new SerializerConfigImpl()));
        harness.setup(MessageTypes.STITCH_INPUT.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private static Run run(String fingerprint, OperatorSubtaskState state, AudioPart part) throws Exception {
        var harness = harness(fingerprint);
        try {
            if (state != null) harness.initializeState(state);
            harness.open();
            harness.processElement(new StreamRecord<>(part));
            harness.endInput(); // waits for the answer
            Detected detected = (Detected) harness.extractOutputValues().get(0);
            return new Run(detected.part(), harness.snapshot(1, 1));
        } finally {
            harness.close();
        }
    }

    private static AudioPart part(int first) {
        PartId id = new PartId(new ChunkKey(1, new Digest(1, 2, 3, 4)), 0);
        byte[] pcm = {(byte) first, 0};
        return new AudioPart(
                new StreamId("device", "owner"), id, Source.LIVE, 1, new Origin("audio-chunks", 0, 0), 1, pcm);
    }

    private static InferenceException broken(Fault fault) {
        return InferenceException.of(fault, ModelRole.VAD, "broken", null);
    }

    private record Provider(String fingerprint) implements SpeechProvider {
        @Override
        public VoiceActivityDetector detector() {
            return new VoiceActivityDetector() {
                @Override
                public Intervals detect(byte[] pcm) {
                    return switch (pcm[0]) {
                        case 2 -> throw broken(Fault.CLIP);
                        case 3 -> throw broken(Fault.DEVICE_LOST);
                        case 4 -> throw broken(Fault.FATAL);
                        default -> SPEECH;
                    };
                }

                @Override
                public String fingerprint() {
                    return fingerprint;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Transcriber transcriber() {
            throw new UnsupportedOperationException();
        }
    }
}
