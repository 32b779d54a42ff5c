package io.colloquy.connectors.postgres;

import static io.colloquy.schemas.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several starts of the job at once. */
class ConcurrentWritersTest {
    private static PostgresSettings postgres;

    private final RevisionTransaction transaction = new RevisionTransaction(StoredStream.GAP);

    @BeforeAll
    static void migrate() {
        postgres = TestServer.database();
    }

    @Test
    void writersThatMeetDoNotDeadlock() throws Exception {
        List<StreamId> streams = IntStream.range(0, 20)
                .mapToObj(i -> StoredStream.fresh(postgres).stream())
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> writers = new ArrayList<>();
        for (long epoch = 1; epoch <= 4; epoch++) writers.add(writer(streams, epoch));
        for (Future<Integer> writer : pool.invokeAll(writers, 60, TimeUnit.SECONDS)) writer.get();
        pool.shutdown();

        for (StreamId each : streams) {
            assertThat(TestServer.rows(
                            postgres,
                            "select epoch, counter from stream_fences where device_id = '" + each.deviceId() + "'"))
                    .containsExactly("4|10");
        }
    }

    /** Writes all streams again and again, each time in another order. */
    private Callable<Integer> writer(List<StreamId> streams, long epoch) {
        return () -> {
            int applied = 0;
            try (Connection connection = TestServer.transaction(postgres)) {
                for (int counter = 1; counter <= 10; counter++) {
                    List<Revision> revisions = new ArrayList<>();
                    for (StreamId each : streams) revisions.add(small(each, epoch, counter));
                    Collections.shuffle(revisions);
                    applied += transaction.apply(connection, revisions).applied();
                    connection.commit();
                }
            }
            return applied;
        };
    }

    private static Revision small(StreamId stream, long epoch, long counter) {
        return revision(stream, epoch, counter)
                .buckets(0, 0)
                .utterance("u" + epoch, "c" + epoch, 1, 2, "by " + epoch)
                .conversation("c" + epoch, 1, 2, "S1")
                .day(0, counter, 0)
                .build();
    }
}
