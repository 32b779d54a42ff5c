package io.colloquy.operators.flink.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.operators.core.deadletter.RejectedRecord.AtHand;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.decode.DecodeSettings;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // the harness closes with any exception, an interrupt too
class DecodeFunctionTest {
    private static final long START = 1_700_000_000_000_000L;
    private static final StreamId STREAM = new StreamId("device-1", "device-1");
    private static final Format PCM = Format.pcm(16_000, 1);
    private static final byte[] MINUTE = new byte[60 * 32_000];

    @AfterEach
    void forgetFileSystems() {
        FileSystem.initialize(new Configuration(), null);
    }

    @Test
    void cutsStoredAudioIntoPartsUnderTheKeyOfItsBytes() throws Exception {
        FaultyStorage.install(MINUTE);
        try (OneInputStreamOperatorTestHarness<RawRecord, Arrival> decode = decode()) {
            decode.processElement(stored("a.pcm"), 0);

            List<AudioPart> parts = decode.extractOutputValues().stream()
                    .map(arrival -> ((Arrival.Decoded) arrival).part())
                    .toList();
            assertThat(parts).hasSize(2).allMatch(part -> part.chunkSamples() == 60 * 16_000);
            assertThat(parts.get(0).id().chunk().content()).isEqualTo(PCM.digest(MINUTE));
            assertThat(parts.get(1).last()).isTrue();
        }
    }

    @Test
    void sendsWhatIsMissingToTheDeadLetters() throws Exception {
        FaultyStorage.install(MINUTE);
        try (OneInputStreamOperatorTestHarness<RawRecord, Arrival> decode = decode()) {
            RawRecord record = stored("missing.wav");
            decode.processElement(record, 0);

            assertThat(decode.getSideOutput(DecodeFunction.REJECTED))
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(letter.getValue().rejection().code()).isEqualTo("uri_missing");
                        assertThat(letter.getValue().record()).isEqualTo(new AtHand(record));
                    });
            assertThat(decode.extractOutputValues()).singleElement().isInstanceOf(Arrival.Rejected.class);
        }
    }

    /** So that Flink restarts the job, and reads the record again. */
    @Test
    void throwsWhereStorageHasAFault() throws Exception {
        FaultyStorage storage = FaultyStorage.install(MINUTE);
        storage.failNext(Integer.MAX_VALUE);
        try (OneInputStreamOperatorTestHarness<RawRecord, Arrival> decode = decode()) {
            assertThatThrownBy(() -> decode.processElement(stored("a.pcm"), 0))
                    .isInstanceOf(UncheckedIOException.class);

            assertThat(decode.getOutput()).isEmpty();
            assertThat(decode.getSideOutput(DecodeFunction.REJECTED)).isNull();
        }
    }

    private static OneInputStreamOperatorTestHarness<RawRecord, Arrival> decode() throws Exception {
        DecodeSettings settings = new DecodeSettings(List.of("s3://field/"), Duration.ofSeconds(1));
        return ProcessFunctionTestHarnesses.forProcessFunction(new DecodeFunction(settings));
    }

    private static RawRecord stored(String name) {
        AudioChunk chunk = new AudioChunk("c", STREAM, Source.LIVE, START, PCM, null, "s3://field/" + name);
        byte[] key = "device-1".getBytes(StandardCharsets.UTF_8);
        return new RawRecord(key, AudioChunkWriter.toJson(chunk), new Origin("t", 0, 0), START / 1000);
    }
}
