package io.colloquy.connectors.postgres;

import static io.colloquy.schemas.RevisionBuilder.id;
import static io.colloquy.schemas.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.connectors.postgres.ConversationWriter.Outcome;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What revisions leave in a real Postgres. */
class RevisionTransactionTest {
    private static PostgresSettings postgres;

    private final StoredStream stored = StoredStream.fresh(postgres);
    private final StreamId stream = stored.stream();

    @BeforeAll
    static void migrate() {
        postgres = TestServer.database();
    }

    @Test
    void keepsTimesToTheMicrosecond() throws SQLException {
        stored.apply(revision(stream, 1, 1)
                .buckets(0, 0)
                .utterance("u", "c", 0.000001, 1.999999, "hello")
                .conversation("c", 0.000001, 1.999999, "S1")
                .build());

        String format = "to_char(%s at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')";
        String times = format.formatted("started_at") + ", " + format.formatted("ended_at");
        String expected = "2025-06-01 12:00:00.000001|2025-06-01 12:00:01.999999";
        assertThat(stored.rows(times, "utterances", "")).containsExactly(expected);
        assertThat(stored.rows(times, "conversations", "")).containsExactly(expected);
    }

    @Test
    void showsUtterancesWithTheColumnsOfTheContract() throws SQLException {
        stored.apply(revision(stream, 7, 3)
                .buckets(0, 0)
                .utterance("u", "c", 1, 2, "hello")
                .conversation("c", 1, 2, "S1")
                .build());

        assertThat(stored.rows(
                        "conversation_id, utterance_id, owner_id, speaker, text, confidence, words", "utterances", ""))
                .containsExactly(String.join(
                        "|",
                        id(stream, "c"),
                        id(stream, "u"),
                        stream.ownerId(),
                        "S1",
                        "hello",
                        "0.5",
                        "[{\"c\": 0.5, \"e\": 1000, \"s\": 0, \"w\": \"hello\"}]"));
        assertThat(stored.rows("status, speakers, models, epoch, revision", "conversations", ""))
                .containsExactly("open|1|recognizer, voiceprint|7|3");
    }

    @Test
    void findsUtterancesByWord() throws SQLException {
        stored.apply(revision(stream, 1, 1)
                .buckets(0, 0)
                .utterance("u", "c", 1, 2, "Where is the Teapot")
                .utterance("v", "c", 3, 4, "in the kitchen")
                .conversation("c", 1, 4, "S1")
                .build());

        assertThat(stored.rows("text", "utterances", "and search @@ plainto_tsquery('simple', 'teapot')"))
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

        assertThat(stored.apply(revision)).isEqualTo(new Outcome(1, 0, 4));
        assertThat(stored.apply(revision)).isEqualTo(new Outcome(0, 1, 0));
        assertThat(stored.texts()).containsExactly("hello|S1");
    }

    @Test
    void zombieChangesNothing() throws SQLException {
        stored.apply(revision(stream, 2, 1)
                .buckets(0, 0)
                .utterance("u", "c", 1, 2, "hello")
                .conversation("c", 1, 2, "S1")
                .day(0, 1000, 0)
                .build());

        Outcome outcome = stored.apply(revision(stream, 1, 99)
                .buckets(0, 0)
                .conversation("z", 1, 2, "S1")
                .removesConversation("c", 1, 2)
                .day(0, 5, 0)
                .build());

        assertThat(outcome).isEqualTo(new Outcome(0, 1, 0));
        assertThat(stored.texts()).containsExactly("hello|S1");
        assertThat(stored.rows("received_ms", "device_days", "")).containsExactly("1000");
        assertThat(stored.leadsTo("c")).isEmpty();
    }

    @Test
    void newEpochStartsItsCounterAnew() throws SQLException {
        stored.apply(
                revision(stream, 1, 50).buckets(0, 0).conversation("c", 1, 2).build());

        Outcome outcome = stored.apply(
                revision(stream, 2, 1).buckets(0, 0).conversation("d", 5, 6).build());

        assertThat(outcome.applied()).isEqualTo(1);
        assertThat(stored.conversations()).containsExactly(id(stream, "d"));
    }

    @Test
    void refusesARevisionThatNobodyStamped() {
        Revision unstamped = revision(stream, 0, 1).build();

        assertThatThrownBy(() -> stored.apply(unstamped)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void removesWhatALostEpochLeft() throws SQLException {
        stored.apply(revision(stream, 1, 1)
                .buckets(0, 1)
                .utterance("u", "c", 1, 2, "kept")
                .utterance("lost", "c", 3, 4, "lost")
                .utterance("elsewhere", "c", 700, 701, "elsewhere")
                .conversation("c", 1, 701, "S1", "S1")
                .build());

        stored.apply(revision(stream, 2, 1)
                .buckets(0, 0)
                .keeps("u")
                .unchangedConversation("d", 1, 2, "S1")
                .unchangedConversation("e", 700, 701, "S1")
                .build());

        assertThat(stored.texts()).containsExactly("kept|S1", "elsewhere|S1");
        assertThat(stored.leadsTo("c")).containsExactly(id(stream, "d"));
    }

    /** Bucket 0 is spoken for, 1 is named, of 2 nothing is said, and the conversation does not reach 3 any more. */
    @Test
    void aHeaderReplacesTheLabelsOfTheBucketsThatItIsAbout() throws SQLException {
        stored.apply(revision(stream, 1, 1)
                .buckets(0, 3)
                .conversation("c", 0, 2000, "S1", "S2", "S3", "S4")
                .build());
        assertThat(labels()).containsExactly("S1", "S2", "S3", "S4");

        stored.apply(revision(stream, 1, 2)
                .buckets(0, 0)
                .relabelledConversation("c", 0, 1700)
                .build());
        assertThat(labels()).containsExactly("S2", "S3");

        stored.apply(revision(stream, 1, 3)
                .buckets(0, 0)
                .relabelledConversation("c", 0, 1700, "S5", "S6")
                .build());
        assertThat(labels()).containsExactly("S5", "S6", "S3");

        stored.apply(revision(stream, 1, 4).conversation("c", 0, 1700, "S7").build());
        assertThat(labels()).containsExactly("S7");

        stored.apply(revision(stream, 1, 5).removesConversation("c", 0, 1700).build());
        assertThat(labels()).isEmpty();
    }

    private List<String> labels() throws SQLException {
        return TestServer.rows(
                postgres,
                "select label from conversation_voices where conversation_id = '" + id(stream, "c")
                        + "' order by bucket");
    }

    @Test
    void writesOnlyRowsThatDiffer() throws SQLException {
        stored.apply(revision(stream, 1, 1)
                .buckets(0, 0)
                .utterance("u", "c", 1, 2, "one")
                .utterance("v", "c", 3, 4, "two")
                .conversation("c", 1, 4, "S1")
                .day(0, 10, 0)
                .build());

        Outcome outcome = stored.apply(revision(stream, 1, 2)
                .buckets(0, 0)
                .utterance("u", "c", 1, 2, "one")
                .utterance("v", "c", 3, 4, "two, revised")
                .conversation("c", 1, 4, "S1")
                .day(0, 10, 0)
                .build());

        assertThat(outcome).isEqualTo(new Outcome(1, 0, 2));
        assertThat(stored.rows("revision", "conversations", "")).containsExactly("2");
    }

    @Test
    void leavesAHeaderAloneThatIsOnlyRepeated() throws SQLException {
        stored.apply(revision(stream, 1, 1)
                .buckets(0, 0)
                .conversation("c", 1, 2, "S1")
                .build());

        stored.apply(revision(stream, 1, 2)
                .buckets(0, 0)
                .unchangedConversation("c", 1, 2, "S1")
                .build());

        assertThat(stored.rows("revision", "conversations", "")).containsExactly("1");
    }

    @Test
    void addsTheAccountsOfADevicesOwners() throws SQLException {
        StreamId other = new StreamId(stream.deviceId(), "other-owner");
        stored.apply(
                revision(stream, 1, 1).day(0, 1000, 200).day(1, 7, 0).build(),
                revision(other, 1, 1).day(0, 500, 100).build());
        stored.apply(revision(stream, 1, 2).day(0, 1100, 0).build());

        assertThat(stored.rows("day, received_ms, speech_ms, pending_ms, chunks", "device_days", "order by day"))
                .containsExactly("2025-06-01|1600|1500|100|2", "2025-06-02|7|7|0|1");
    }

    @Test
    void appliesTheRevisionsOfAFlushInTheirOrder() throws SQLException {
        Outcome outcome = stored.apply(
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
        assertThat(stored.texts()).containsExactly("second|S2");
    }
}
