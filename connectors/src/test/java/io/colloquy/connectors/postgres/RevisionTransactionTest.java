package io.colloquy.connectors.postgres;

import static io.colloquy.connectors.RevisionBuilder.id;
import static io.colloquy.connectors.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.connectors.PostgresSettings;
import io.colloquy.connectors.postgres.RevisionTransaction.Outcome;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each test has a device of its own. */
class RevisionTransactionTest {
    private static PostgresSettings postgres;

    private final RevisionTransaction transaction = new RevisionTransaction(Duration.ofSeconds(120));
    private final StreamId stream = stream();

    @BeforeAll
    static void migrate() {
        postgres = TestServer.database();
    }

    private static StreamId stream() {
        String device = "device-" + UUID.randomUUID();
        return new StreamId(device, device);
    }

    private Outcome apply(Revision... revisions) throws SQLException {
        try (Connection connection = TestServer.transaction(postgres)) {
            return transaction.apply(connection, List.of(revisions));
        }
    }

    private List<String> rows(String columns, String from, String rest) throws SQLException {
        return TestServer.rows(
                postgres,
                "select " + columns + " from " + from + " where device_id = '" + stream.deviceId() + "' " + rest);
    }

    private List<String> texts() throws SQLException {
        return rows("text, speaker", "utterances", "order by started_at");
    }

    private List<String> conversations() throws SQLException {
        return rows("conversation_id", "conversations", "order by started_at");
    }

    private List<String> leadsTo(String alias) throws SQLException {
        return TestServer.rows(
                postgres,
                "select conversation_id from conversation_aliases where alias_id = '" + id(stream, alias) + "'");
    }

    @Test
    void keepsTimesToTheMicrosecond() throws SQLException {
        apply(revision(stream, 1, 1)
                .buckets(0, 0)
                .utterance("u", "c", 0.000001, 1.999999, "hello")
                .conversation("c", 0.000001, 1.999999, "S1")
                .build());

        String format = "to_char(%s at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')";
        String times = format.formatted("started_at") + ", " + format.formatted("ended_at");
        String expected = "2025-06-01 12:00:00.000001|2025-06-01 12:00:01.999999";
        assertThat(rows(times, "utterances", "")).containsExactly(expected);
        assertThat(rows(times, "conversations", "")).containsExactly(expected);
    }

    @Test
    void showsUtterancesWithTheColumnsOfTheContract() throws SQLException {
        apply(revision(stream, 7, 3)
                .buckets(0, 0)
                .utterance("u", "c", 1, 2, "hello")
                .conversation("c", 1, 2, "S1")
                .build());

        assertThat(rows("conversation_id, utterance_id, owner_id, speaker, text, confidence, words", "utterances", ""))
                .containsExactly(String.join(
                        "|",
                        id(stream, "c"),
                        id(stream, "u"),
                        stream.ownerId(),
                        "S1",
                        "hello",
                        "0.5",
                        "[{\"c\": 0.5, \"e\": 1000, \"s\": 0, \"w\": \"hello\"}]"));
        assertThat(rows("status, speakers, models, epoch, revision", "conversations", ""))
                .containsExactly("open|1|recognizer, voiceprint|7|3");
    }

    @Test
    void findsUtterancesByWord() throws SQLException {
        apply(revision(stream, 1, 1)
                .buckets(0, 0)
                .utterance("u", "c", 1, 2, "Where is the Teapot")
                .utterance("v", "c", 3, 4, "in the kitchen")
                .conversation("c", 1, 4, "S1")
                .build());

        assertThat(rows("text", "utterances", "and search @@ plainto_tsquery('simple', 'teapot')"))
                .containsExactly("Where is the Teapot");
    }

    @Test
    void repeatChangesNothing() throws SQLException {
        Revision revision = revision(stream, 1, 1)
                .buckets(0, 0)
                .utterance("u", "c", 1, 2, "hello")
                .conversation("c", 1, 2, "S1")
                .day(0, 1000, 0)
                .build();

        assertThat(apply(revision)).isEqualTo(new Outcome(1, 0, 3));
        assertThat(apply(revision)).isEqualTo(new Outcome(0, 1, 0));
        assertThat(texts()).containsExactly("hello|S1");
    }

    @Test
    void zombieChangesNothing() throws SQLException {
        apply(revision(stream, 2, 1)
                .buckets(0, 0)
                .utterance("u", "c", 1, 2, "hello")
                .conversation("c", 1, 2, "S1")
                .day(0, 1000, 0)
                .build());

        Outcome outcome = apply(revision(stream, 1, 99)
                .buckets(0, 0)
                .conversation("z", 1, 2, "S1")
                .removesConversation("c", 1, 2)
                .day(0, 5, 0)
                .build());

        assertThat(outcome).isEqualTo(new Outcome(0, 1, 0));
        assertThat(texts()).containsExactly("hello|S1");
        assertThat(rows("received_ms", "device_days", "")).containsExactly("1000");
        assertThat(leadsTo("c")).isEmpty();
    }

    @Test
    void newAttemptStartsItsCounterAnew() throws SQLException {
        apply(revision(stream, 1, 50).buckets(0, 0).conversation("c", 1, 2).build());

        Outcome outcome = apply(
                revision(stream, 2, 1).buckets(0, 0).conversation("d", 5, 6).build());

        assertThat(outcome.applied()).isEqualTo(1);
        assertThat(conversations()).containsExactly(id(stream, "d"));
    }

    @Test
    void refusesARevisionThatNobodyStamped() {
        Revision unstamped = revision(stream, 0, 1).build();

        assertThatThrownBy(() -> apply(unstamped)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void removesWhatALostAttemptLeft() throws SQLException {
        apply(revision(stream, 1, 1)
                .buckets(0, 1)
                .utterance("u", "c", 1, 2, "kept")
                .utterance("lost", "c", 3, 4, "lost")
                .utterance("elsewhere", "c", 700, 701, "elsewhere")
                .conversation("c", 1, 701, "S1", "S1")
                .build());

        apply(revision(stream, 2, 1)
                .buckets(0, 0)
                .keeps("u")
                .unchangedConversation("d", 1, 2, "S1")
                .unchangedConversation("e", 700, 701, "S1")
                .build());

        assertThat(texts()).containsExactly("kept|S1", "elsewhere|S1");
        assertThat(leadsTo("c")).containsExactly(id(stream, "d"));
    }

    @Test
    void writesOnlyRowsThatDiffer() throws SQLException {
        apply(revision(stream, 1, 1)
                .buckets(0, 0)
                .utterance("u", "c", 1, 2, "one")
                .utterance("v", "c", 3, 4, "two")
                .conversation("c", 1, 4, "S1")
                .day(0, 10, 0)
                .build());

        Outcome outcome = apply(revision(stream, 1, 2)
                .buckets(0, 0)
                .utterance("u", "c", 1, 2, "one")
                .utterance("v", "c", 3, 4, "two, revised")
                .conversation("c", 1, 4, "S1")
                .day(0, 10, 0)
                .build());

        assertThat(outcome).isEqualTo(new Outcome(1, 0, 2));
        assertThat(rows("revision", "conversations", "")).containsExactly("2");
    }

    @Test
    void leavesAHeaderAloneThatIsOnlyRepeated() throws SQLException {
        apply(revision(stream, 1, 1).buckets(0, 0).conversation("c", 1, 2, "S1").build());

        apply(revision(stream, 1, 2)
                .buckets(0, 0)
                .unchangedConversation("c", 1, 2, "S1")
                .build());

        assertThat(rows("revision", "conversations", "")).containsExactly("1");
    }

    @Test
    void mergeLeavesAnAliasThatResolves() throws SQLException {
        apply(revision(stream, 1, 1)
                .buckets(0, 0)
                .utterance("u", "a", 0, 10, "one")
                .utterance("v", "b", 200, 210, "two")
                .conversation("a", 0, 10, "S1")
                .conversation("b", 200, 210, "S1")
                .build());

        apply(revision(stream, 1, 2)
                .buckets(0, 0)
                .keeps("u")
                .utterance("bridge", "a", 100, 110, "bridge")
                .utterance("v", "a", 200, 210, "two")
                .conversation("a", 0, 210, "S1")
                .removesConversation("b", 200, 210)
                .build());

        assertThat(conversations()).containsExactly(id(stream, "a"));
        assertThat(texts()).containsExactly("one|S1", "bridge|S1", "two|S1");
        assertThat(leadsTo("b")).containsExactly(id(stream, "a"));
        assertThat(leadsTo("a")).as("not an alias of itself").isEmpty();
    }

    @Test
    void splitTakesTheIdBackIntoUse() throws SQLException {
        mergeLeavesAnAliasThatResolves();

        apply(revision(stream, 1, 3)
                .buckets(0, 0)
                .keeps("u")
                .keeps("v")
                .conversation("a", 0, 10, "S1")
                .conversation("b", 200, 210, "S1")
                .build());

        assertThat(rows("text, conversation_id", "utterances", "order by started_at"))
                .containsExactly("one|" + id(stream, "a"), "two|" + id(stream, "b"));
        assertThat(leadsTo("b")).isEmpty();
    }

    @Test
    void aliasLeadsToTheNearestWithinTheGapElseNowhere() throws SQLException {
        apply(revision(stream, 1, 1)
                .buckets(0, 1)
                .conversation("before", 0, 200)
                .conversation("after", 400, 500)
                .removesConversation("near", 350, 351)
                .removesConversation("far", 620, 621)
                .removesConversation("nearly-far", 619.999999, 621)
                .build());

        assertThat(leadsTo("near")).containsExactly(id(stream, "after"));
        assertThat(leadsTo("far")).isEmpty();
        assertThat(leadsTo("nearly-far")).containsExactly(id(stream, "after"));
    }

    @Test
    void idsTakenBackAreAliasesEvenWhereTheyWereNeverStored() throws SQLException {
        apply(revision(stream, 1, 1)
                .buckets(0, 0)
                .conversation("c", 0, 100)
                .removesConversation("never", 50, 60)
                .build());

        assertThat(leadsTo("never")).containsExactly(id(stream, "c"));
    }

    @Test
    void conversationThatGrowsOutOfItsBucketsReplacesWhatItReaches() throws SQLException {
        apply(revision(stream, 1, 1)
                .buckets(0, 3)
                .conversation("a", 0, 10)
                .conversation("b", 1300, 1400)
                .build());

        apply(revision(stream, 2, 1).buckets(0, 0).conversation("a", 0, 1350).build());

        assertThat(conversations()).containsExactly(id(stream, "a"));
        assertThat(leadsTo("b")).containsExactly(id(stream, "a"));
    }

    @Test
    void addsTheAccountsOfADevicesOwners() throws SQLException {
        StreamId other = new StreamId(stream.deviceId(), "other-owner");
        apply(
                revision(stream, 1, 1).day(0, 1000, 200).day(1, 7, 0).build(),
                revision(other, 1, 1).day(0, 500, 100).build());
        apply(revision(stream, 1, 2).day(0, 1100, 0).build());

        assertThat(rows("day, received_ms, speech_ms, pending_ms, chunks", "device_days", "order by day"))
                .containsExactly("2025-06-01|1600|1500|100|2", "2025-06-02|7|7|0|1");
    }

    @Test
    void appliesTheRevisionsOfAFlushInTheirOrder() throws SQLException {
        Outcome outcome = apply(
                revision(stream, 1, 1)
                        .buckets(0, 0)
                        .utterance("u", "c", 1, 2, "first")
                        .conversation("c", 1, 2, "S1")
                        .build(),
                revision(stream, 1, 2)
                        .buckets(0, 0)
                        .utterance("u", "c", 1, 2, "second")
                        .conversation("c", 1, 2, "S2")
                        .build(),
                revision(stream, 1, 2).buckets(0, 0).build());

        assertThat(outcome.applied()).isEqualTo(2);
        assertThat(outcome.fenced()).isEqualTo(1);
        assertThat(texts()).containsExactly("second|S2");
    }

    @Test
    void writersThatMeetDoNotDeadlock() throws Exception {
        List<StreamId> streams = IntStream.range(0, 20).mapToObj(i -> stream()).toList();
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
