package io.colloquy.operators.flink.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.operators.core.RecordProvider;
import io.colloquy.operators.core.decode.DecodeSettings;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.ClipRequest.MissingSlice;
import io.colloquy.operators.flink.Asked;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RecordGoneException;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecallFunctionTest {
    private static final StreamId STREAM = new StreamId("device-1", "device-1");
    private static final Format PCM = Format.pcm(16_000, 1);
    private static final long START = 1_700_000_000_000_000L;
    private static final Origin FIRST = new Origin("audio-chunks", 3, 7);
    private static final Origin SECOND = new Origin("audio-chunks", 3, 9);

    private final byte[] one = sound(1);
    private final byte[] two = sound(2);
    private final Map<Origin, CompletableFuture<RawRecord>> held = new HashMap<>();
    private final List<Origin> fetched = new ArrayList<>();
    private final RecallFunction recall = new RecallFunction(this::records, DecodeSettings.DEFAULT);

    private RecordProvider.Records records() {
        return new RecordProvider.Records() {
            @Override
            public CompletableFuture<RawRecord> fetch(Origin origin) {
                fetched.add(origin);
                return held.getOrDefault(origin, CompletableFuture.failedFuture(new RecordGoneException(origin)));
            }

            @Override
            public void close() {}
        };
    }

    @BeforeEach
    void open() throws Exception {
        Asked.opened(recall);
        held.put(FIRST, CompletableFuture.completedFuture(record(START, one, FIRST)));
        held.put(SECOND, CompletableFuture.completedFuture(record(START + 1_000_000, two, SECOND)));
    }

    @AfterEach
    void close() {
        recall.close();
    }

    private static byte[] sound(int seed) {
        byte[] pcm = new byte[2 * 16_000];
        for (int i = 0; i < pcm.length; i++) pcm[i] = (byte) (i * 31 + seed);
        return pcm;
    }

    private static RawRecord record(long start, byte[] pcm, Origin origin) {
        AudioChunk chunk = new AudioChunk("c", STREAM, Source.LIVE, start, PCM, pcm, null);
        byte[] key = STREAM.deviceId().getBytes(StandardCharsets.UTF_8);
        return new RawRecord(key, AudioChunkWriter.toCbor(chunk), origin, start / 1000);
    }

    private static PartId part(long start, byte[] pcm) {
        return new PartId(new ChunkKey(start, PCM.digest(pcm)), 0);
    }

    /** The last half of one chunk, 100 samples that are known, and 1,000 samples of the next one. */
    private ClipRequest request() {
        byte[] pcm = new byte[2 * (8_000 + 100 + 1_000)];
        Arrays.fill(pcm, 16_000, 16_200, (byte) 5);
        Slice end = new Slice(part(START, one), 8_000, 16_000);
        Slice begin = new Slice(part(START + 1_000_000, two), 0, 1_000);
        return new ClipRequest(
                STREAM,
                new Digest(1, 2, 3, 4),
                START,
                List.of(FIRST, SECOND),
                pcm,
                List.of(new MissingSlice(end, FIRST, 0), new MissingSlice(begin, SECOND, 16_200)),
                null);
    }

    private ClipRequest answer(ClipRequest request) throws Exception {
        return Asked.answer(recall, request);
    }

    @Test
    void fillsInWhatIsMissingAndLeavesTheRest() throws Exception {
        ClipRequest complete = answer(request());

        assertThat(complete.missing()).isEmpty();
        assertThat(complete.lost()).isNull();
        assertThat(Arrays.copyOf(complete.pcm(), 16_000)).isEqualTo(Arrays.copyOfRange(one, 16_000, 32_000));
        assertThat(Arrays.copyOfRange(complete.pcm(), 16_000, 16_200)).containsOnly(5);
        assertThat(Arrays.copyOfRange(complete.pcm(), 16_200, 18_200)).isEqualTo(Arrays.copyOf(two, 2_000));
        assertThat(fetched).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void asksForNothingWhereNothingIsMissing() throws Exception {
        ClipRequest whole = request().complete(new byte[4]);

        assertThat(answer(whole)).isSameAs(whole);
        assertThat(fetched).isEmpty();
    }

    @Test
    void saysThatARecordIsGone() throws Exception {
        held.remove(SECOND);

        assertThat(answer(request()).lost()).contains(SECOND.toString()).contains("no longer held");
    }

    @Test
    void takesNoOtherChunkForTheOneThatWasThere() throws Exception {
        held.put(SECOND, CompletableFuture.completedFuture(record(START + 1_000_000, one, SECOND)));

        assertThat(answer(request()).lost()).contains("another chunk lies there now");
    }

    @Test
    void failsWhereKafkaCannotBeAsked() {
        held.put(FIRST, CompletableFuture.failedFuture(new IllegalStateException("the brokers are away")));

        assertThatThrownBy(() -> answer(request()))
                .isInstanceOf(ExecutionException.class)
                .hasStackTraceContaining("the brokers are away");
    }
}
