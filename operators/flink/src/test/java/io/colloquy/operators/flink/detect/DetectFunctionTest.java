package io.colloquy.operators.flink.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.stitch.StitchInput;
import io.colloquy.operators.core.stitch.StitchInput.Detected;
import io.colloquy.operators.flink.state.MessageTypes;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.VoiceActivityDetector;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

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
        assertThat(run.detected.failure()).isEqualTo("broken");
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

    private static Run run(String fingerprint, OperatorSubtaskState state, AudioPart part) throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<AudioPart, StitchInput>(
                new AsyncWaitOperatorFactory<>(new DetectFunction(new Provider(fingerprint)), 0, 1, OutputMode.ORDERED),
                MessageTypes.PART.createSerializer(new SerializerConfigImpl()));
        harness.setup(MessageTypes.STITCH_INPUT.createSerializer(new SerializerConfigImpl()));
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

    private record Provider(String fingerprint) implements SpeechProvider {
        @Override
        public VoiceActivityDetector detector() {
            return new VoiceActivityDetector() {
                @Override
                public Intervals detect(byte[] pcm) {
                    if (pcm[0] == 2) throw new IllegalStateException("broken");
                    return SPEECH;
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
