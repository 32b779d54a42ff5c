package io.colloquy.connectors.postgres;

import static io.colloquy.schemas.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.RevisionBuilder;
import io.colloquy.schemas.Timeline;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * However much is stored of a stream, a revision reads what lies where it speaks, also where Postgres knows no better.
 */
@Timeout(60)
class WritingCostsTest {
    private static final long BUCKET_SECONDS = Timeline.BUCKET_MICROS / 1_000_000;
    private static final int BUCKETS = 2_000;
    private static final int AT_ONCE = 100;
    private static final int UTTERANCES = 10;
    private static final int SPOKEN_FOR = 20;

    private final PostgresSettings postgres = TestServer.database();
    private final StoredStream stored = StoredStream.fresh(postgres);

    /** Rows that were read of a table, and deleted from it. */
    private record Traffic(long read, long deleted) {}

    /** The planner has seen the tables when they were small. */
    @BeforeEach
    void fill() throws SQLException {
        for (String table : List.of("stream_utterances", "conversations", "conversation_voices")) {
            TestServer.execute(postgres, "alter table " + table + " set (autovacuum_enabled = false)");
        }
        for (int first = 0; first < BUCKETS; first += AT_ONCE) {
            RevisionBuilder revision = revision(stored.stream(), 1, first + 1).buckets(first, first + AT_ONCE - 1);
            for (int bucket = first; bucket < first + AT_ONCE; bucket++) say(revision, bucket, UTTERANCES);
            stored.apply(revision.build());
            if (first == 0) TestServer.execute(postgres, "analyze");
        }
    }

    private static void say(RevisionBuilder revision, int bucket, int utterances) {
        long start = bucket * BUCKET_SECONDS;
        String conversation = "conversation " + bucket;
        for (int i = 0; i < utterances; i++) {
            revision.utterance(bucket + "." + i, conversation, start + 10 * i, start + 10 * i + 5, "hello");
        }
        revision.conversation(conversation, start, start + 10 * utterances - 5, "S1");
    }

    @Test
    void takesBackWhatIsUnnamedInSomeBuckets() throws Exception {
        Traffic utterances = traffic("stream_utterances");
        Traffic conversations = traffic("conversations");
        Traffic voices = traffic("conversation_voices");
        RevisionBuilder revision = revision(stored.stream(), 2, 1);
        IntStream.range(0, SPOKEN_FOR).map(i -> i * BUCKETS / SPOKEN_FOR).forEach(bucket -> {
            revision.buckets(bucket, bucket);
            say(revision, bucket, UTTERANCES - 1);
        });
        stored.apply(revision.build());

        assertThat(readWhile(SPOKEN_FOR, "stream_utterances", utterances)).isLessThan(10 * SPOKEN_FOR * UTTERANCES);
        assertThat(readWhile(0, "conversations", conversations)).isLessThan(20 * SPOKEN_FOR);
        assertThat(readWhile(0, "conversation_voices", voices)).isLessThan(20 * SPOKEN_FOR);
    }

    @Test
    void takesBackWhatIsRemoved() throws Exception {
        Traffic utterances = traffic("stream_utterances");
        Traffic conversations = traffic("conversations");
        RevisionBuilder revision = revision(stored.stream(), 1, BUCKETS);
        IntStream.range(0, SPOKEN_FOR).map(i -> i * BUCKETS / SPOKEN_FOR).forEach(bucket -> {
            String conversation = "conversation " + bucket;
            double start = bucket * BUCKET_SECONDS;
            revision.knownBuckets(bucket, bucket).removesConversation(conversation, start, start + 95);
            for (int i = 0; i < UTTERANCES; i++) revision.removesUtterance(bucket + "." + i, bucket, conversation);
        });
        stored.apply(revision.build());

        int gone = SPOKEN_FOR * UTTERANCES;
        assertThat(readWhile(gone, "stream_utterances", utterances)).isLessThan(10 * gone);
        assertThat(readWhile(SPOKEN_FOR, "conversations", conversations)).isLessThan(20 * SPOKEN_FOR);
    }

    /** Postgres counts a moment later: until it has counted what was deleted, it has not counted what was read. */
    private long readWhile(int deleted, String table, Traffic before) throws Exception {
        while (true) {
            Traffic now = traffic(table);
            if (now.deleted - before.deleted == deleted) return now.read - before.read;
            Thread.sleep(50);
        }
    }

    private Traffic traffic(String table) throws SQLException {
        String[] counts = TestServer.rows(
                        postgres,
                        "select seq_tup_read + coalesce(idx_tup_fetch, 0), n_tup_del from pg_stat_user_tables"
                                + " where relname = '" + table + "'")
                .get(0)
                .split("\\|");
        return new Traffic(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    }
}
