package io.colloquy.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.flink.deduplicate.DeduplicateFunction;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import java.time.Duration;
import java.util.List;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What deduplication remembers ends with the horizon, also where it fails and goes on from a checkpoint. */
class DeduplicateHorizonTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final Duration HORIZON = Duration.ofDays(2);
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final long DAY = 24 * HOUR;
    /** At the beginning of a day, so of a bucket and of a slot too. */
    private static final long START = 19_675 * DAY;

    private static final long NOW = 1_800_000_000_000L;
    /** The newest start and the greatest offset. */
    private static final int ALWAYS = 2;
    /** Nodes above the buckets of one day, at most. */
    private static final int LEVELS = 6;

    private RestartableOperator<Arrival, AudioPart> operator;
    private long offset;

    @BeforeEach
    void open() throws Exception {
        operator = new RestartableOperator<>(
                new EmbeddedRocksDBStateBackend(),
                () -> new KeyedProcessOperator<>(new DeduplicateFunction(HORIZON)),
                Arrival::stream,
                NOW);
    }

    @AfterEach
    void close() {
        operator.close();
    }

    private void send(long start) throws Exception {
        PartId id = new PartId(new ChunkKey(start, new Digest(1, 2, 3, 4)), 0);
        Origin origin = new Origin("audio-chunks", 0, offset++);
        operator.process(
                new Arrival.Decoded(new AudioPart(STREAM, id, Source.LIVE, 16, origin, START / 1000, new byte[32])));
    }

    private void restart(int parallelism) throws Exception {
        operator.restore(operator.snapshot(NOW), parallelism, NOW);
    }

    @Test
    void remembersNoMoreThanTheHorizonHolds() throws Exception {
        for (long hour = 0; hour < 24 * 20; hour++) {
            send(START + hour * HOUR);
            assertThat(operator.takeOutput()).hasSize(1);
            if (hour % 100 == 50) restart(1 + (int) (hour / 100 % 2));
            assertThat(operator.entries()).isLessThanOrEqualTo(50 + ALWAYS + 6 + LEVELS);
        }
        assertThat(operator.timers()).isZero();
    }

    @Test
    void forgetsALongBacklogOverSomeArrivals() throws Exception {
        for (long minute = 0; minute < 24 * 60; minute += 10) send(START + minute * 60 * SECOND);
        int before = operator.entries();
        long later = START + 40 * DAY;

        send(later);
        assertThat(operator.entries()).as("a little for each arrival").isBetween(before - 10, before);
        restart(2);
        for (int i = 0; i < 36; i++) send(later);

        assertThat(operator.entries()).isEqualTo(1 + LEVELS + ALWAYS);
        assertThat(operator.timers()).isZero();
    }

    @Test
    void forgetsWhatADeviceRecordedBeforeItKnewTheTime() throws Exception {
        send(DAY);
        send(DAY + HOUR);
        restart(1);
        send(START);
        send(START);

        assertThat(operator.entries()).isEqualTo(1 + LEVELS + ALWAYS);
    }

    @Test
    void rejectsAfterARestartWhatItAcceptedBefore() throws Exception {
        send(START);
        send(START + 3 * DAY);
        restart(2);
        operator.takeSideOutput(DeduplicateFunction.ACCOUNTS);

        send(START);

        List<RejectedRecord> rejected = operator.takeSideOutput(DeduplicateFunction.REJECTED);
        assertThat(rejected).singleElement().satisfies(letter -> {
            assertThat(letter.record().origin().offset()).isEqualTo(2);
            assertThat(letter.failedAt()).isEqualTo(NOW);
        });
        assertThat(operator.takeSideOutput(DeduplicateFunction.ACCOUNTS))
                .containsExactly(AccountEntry.rejected(STREAM, START / DAY));
    }

    @Test
    void stillKnowsARepeatAtTheHorizon() throws Exception {
        send(START);
        send(START + HORIZON.toSeconds() * SECOND);
        restart(1);
        operator.takeSideOutput(DeduplicateFunction.ACCOUNTS);

        send(START);

        assertThat(operator.takeSideOutput(DeduplicateFunction.ACCOUNTS))
                .singleElement()
                .satisfies(account -> assertThat(account.duplicateChunks()).isEqualTo(1));
    }
}
