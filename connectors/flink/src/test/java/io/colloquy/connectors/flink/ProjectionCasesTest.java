package io.colloquy.connectors.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.connectors.kafka.ConversationEvents;
import io.colloquy.connectors.kafka.ConversationProjection;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.ConversationWriter;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.connectors.postgres.TestServer;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.RevisionBuilder;
import io.colloquy.schemas.StreamId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reader of the topic knows what the tables hold, though a header that changes rewrites no utterance. */
class ProjectionCasesTest {
    private static final PostgresSettings POSTGRES = TestServer.database();

    private final StreamId stream = new StreamId("device-" + UUID.randomUUID(), "owner");
    private final ConversationProjection projection = new ConversationProjection();
    private final ConversationReader reader = new ConversationReader(POSTGRES);
    private final ConversationWriter writer =
            new ConversationWriter(POSTGRES, Duration.ofMinutes(2), Duration.ofSeconds(20));

    @AfterEach
    void close() throws SQLException {
        reader.close();
        writer.close();
    }

    private RevisionBuilder revision(long epoch, long counter) {
        return RevisionBuilder.revision(stream, epoch, counter).buckets(0, 1);
    }

    /** Each event comes twice, as it may. Returns the utterances. */
    private List<String> told(Revision revision) throws Exception {
        writer.apply(List.of(revision));
        ConversationEvents.of(revision).forEach(event -> {
            projection.apply(event);
            projection.apply(event);
        });
        ComparedRows stored = ComparedRows.of(reader, stream);
        assertThat(ComparedRows.of(projection, stream)).isEqualTo(stored);
        return stored.utterances();
    }

    private Revision two(long counter) {
        return revision(1, counter)
                .utterance("u", "a", 0, 10, "hello")
                .utterance("v", "b", 700, 710, "world")
                .conversation("a", 0, 10, "S1")
                .conversation("b", 700, 710, "S1")
                .build();
    }

    /** What closes the gap between the two is all that has a new row. */
    private Revision merged(long counter) {
        return revision(1, counter)
                .keeps("u")
                .keeps("v")
                .utterance("w", "a", 350, 360, "there")
                .conversation("a", 0, 710, "S1", "S2")
                .removesConversation("b", 700, 710)
                .build();
    }

    private String conversation(String name) {
        return RevisionBuilder.id(stream, name);
    }

    @Test
    void followsAMerge() throws Exception {
        told(two(1));

        assertThat(told(merged(2))).hasSize(3).allMatch(row -> row.contains(conversation("a")));
    }

    @Test
    void followsASplit() throws Exception {
        told(two(1));
        told(merged(2));
        Revision split = revision(1, 3)
                .keeps("u")
                .keeps("v")
                .removesUtterance("w", "a")
                .conversation("a", 0, 10, "S1")
                .conversation("b", 700, 710, "S1")
                .build();

        assertThat(told(split))
                .hasSize(2)
                .anyMatch(row -> row.contains(conversation("b") + "|") && row.contains("|S1|"));
    }

    @Test
    void followsANewLabel() throws Exception {
        told(two(1));
        assertThat(told(merged(2))).anyMatch(row -> row.contains("|S2|"));
        Revision relabelled = revision(1, 3)
                .keeps("u")
                .keeps("v")
                .keeps("w")
                .conversation("a", 0, 710, "S1", "S1")
                .build();

        assertThat(told(relabelled)).hasSize(3).allMatch(row -> row.contains("|S1|"));
    }

    @Test
    void keepsTheLabelsOfWhichNothingIsSaid() throws Exception {
        told(two(1));
        told(merged(2));
        Revision relabelled = RevisionBuilder.revision(stream, 1, 3)
                .buckets(0, 0)
                .keeps("u")
                .keeps("w")
                .relabelledConversation("a", 0, 710, "S3")
                .build();

        assertThat(told(relabelled))
                .satisfiesExactlyInAnyOrder(
                        row -> assertThat(row).contains("|S3|hello|"),
                        row -> assertThat(row).contains("|S3|there"),
                        row -> assertThat(row).contains("|S2|world"));
    }

    @Test
    void forgetsWhatALostEpochSaidOfThePlace() throws Exception {
        told(two(7));
        Revision other = revision(2, 1)
                .utterance("u", "c", 0, 10, "hello")
                .utterance("v", "c", 700, 710, "world")
                .conversation("c", 0, 710, "S1", "S2")
                .build();

        assertThat(told(other)).hasSize(2).allMatch(row -> row.contains(conversation("c")));
    }

    /** What the lost epoch found of b alone begins in a for the next one, which knows of a. */
    @Test
    void forgetsAnUtteranceOfALostEpochThatTheNextOneNeverHadInItsState() throws Exception {
        told(revision(1, 1)
                .utterance("b", "b", 65, 70, "world")
                .conversation("b", 65, 70, "S1")
                .build());
        Revision both = revision(2, 1)
                .utterance("a", "a", 60, 70, "hello world")
                .conversation("a", 60, 70, "S1")
                .build();

        assertThat(told(both)).singleElement().asString().contains("|hello world|");
    }

    /** The first that is published of the new epoch often comes before the models have answered. */
    @Test
    void forgetsItWhereTheFirstRevisionOfTheNextEpochSaysNothing() throws Exception {
        told(revision(1, 1)
                .utterance("b", "b", 65, 70, "world")
                .conversation("b", 65, 70, "S1")
                .build());
        Revision empty = revision(2, 1).build();
        assertThat(ConversationEvents.of(empty)).isEmpty();
        writer.apply(List.of(empty));
        Revision found = RevisionBuilder.revision(stream, 2, 2)
                .knownBuckets(0, 0)
                .utterance("a", "a", 60, 70, "hello world")
                .conversation("a", 60, 70, "S1")
                .build();

        assertThat(told(found)).singleElement().asString().contains("|hello world|");
    }

    /** Though half of it lies where the next epoch has not spoken. */
    @Test
    void forgetsAConversationOfALostEpochThatReachesIntoThePlace() throws Exception {
        told(revision(1, 1)
                .utterance("u", "c", 500, 510, "hello")
                .utterance("v", "c", 700, 710, "world")
                .conversation("c", 500, 710, "S1", "S1")
                .build());
        Revision other = RevisionBuilder.revision(stream, 2, 1)
                .buckets(0, 0)
                .utterance("w", "a", 10, 20, "there")
                .conversation("a", 10, 20, "S1")
                .build();

        assertThat(told(other)).singleElement().asString().contains("|there|");
    }

    @Test
    void keepsWhatThisEpochSaidOfThePlaceBefore() throws Exception {
        told(two(1));
        Revision more = RevisionBuilder.revision(stream, 1, 2)
                .knownBuckets(0, 1)
                .utterance("w", "a", 20, 30, "there")
                .conversation("a", 0, 30, "S1")
                .unchangedConversation("b", 700, 710, "S1")
                .build();

        assertThat(told(more)).hasSize(3);
    }
}
