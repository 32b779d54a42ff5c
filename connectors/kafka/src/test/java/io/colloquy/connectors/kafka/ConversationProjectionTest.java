package io.colloquy.connectors.kafka;

import static io.colloquy.schemas.RevisionBuilder.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.RevisionBuilder;
import io.colloquy.schemas.StreamId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationProjectionTest {
    private static final StreamId STREAM = new StreamId("device", "owner");

    private final ConversationProjection projection = new ConversationProjection();

    private static RevisionBuilder revision(long epoch, long counter) {
        return RevisionBuilder.revision(STREAM, epoch, counter);
    }

    private static String id(String name) {
        return RevisionBuilder.id(STREAM, name);
    }

    private void tell(Revision revision) {
        ConversationEvents.of(revision).forEach(projection::apply);
    }

    private List<String> conversations() {
        return projection.conversations(STREAM).stream()
                .map(ProjectedConversation::conversationId)
                .toList();
    }

    private List<String> said(String conversation) {
        return projection.transcript(STREAM, id(conversation)).stream()
                .map(utterance -> utterance.speaker() + ": " + utterance.text())
                .toList();
    }

    /** a and b, eleven minutes apart. */
    private static Revision two() {
        return revision(1, 1)
                .buckets(0, 1)
                .utterance("u", "a", 0, 10, "hello")
                .utterance("v", "b", 700, 710, "world")
                .conversation("a", 0, 10, "S1")
                .conversation("b", 700, 710, "S1")
                .build();
    }

    /** What bridges the gap between them is all that has a new row. */
    private static Revision merged() {
        return revision(1, 2)
                .knownBuckets(0, 1)
                .utterance("w", "a", 350, 360, "there")
                .conversation("a", 0, 710, "S1", "S2")
                .removesConversation("b", 700, 710)
                .build();
    }

    @Test
    void holdsConversationsInOrderOfTimeAndWhatIsSaidInThem() {
        tell(two());

        assertThat(conversations()).containsExactly(id("a"), id("b"));
        assertThat(said("a")).containsExactly("S1: hello");
        assertThat(said("b")).containsExactly("S1: world");
        assertThat(projection.conversations(STREAM).get(0))
                .isEqualTo(new ProjectedConversation(id("a"), STREAM, at(0), at(10), "open", List.of(), 1, 1));
    }

    @Test
    void movesUtterancesToTheConversationThatContainsThem() {
        tell(two());
        tell(merged());

        assertThat(conversations()).containsExactly(id("a"));
        assertThat(said("a")).containsExactly("S1: hello", "S1: there", "S2: world");
        assertThat(projection.transcript(STREAM, id("a")))
                .allSatisfy(utterance -> assertThat(utterance.conversationId()).isEqualTo(id("a")));
        assertThat(said("b")).isEmpty();
    }

    @Test
    void relabelsUtterancesOfWhichNothingIsSaid() {
        tell(two());
        tell(merged());
        tell(revision(1, 3)
                .knownBuckets(0, 0)
                .relabelledConversation("a", 0, 710, "S3")
                .build());

        assertThat(said("a")).containsExactly("S3: hello", "S3: there", "S2: world");
    }

    @Test
    void upsertedConversationTakesThePlaceOfThoseThatItOverlaps() {
        tell(two());
        tell(revision(1, 2)
                .knownBuckets(0, 0)
                .conversation("c", 5, 705, "S1", "S1")
                .build());

        assertThat(conversations()).containsExactly(id("c"));
        assertThat(said("c")).as("u begins before it").containsExactly("S1: world");
    }

    @Test
    void forgetsUtterancesThatAreRemoved() {
        tell(two());
        tell(revision(1, 2)
                .knownBuckets(0, 0)
                .removesUtterance("u", "a")
                .unchangedConversation("a", 0, 10, "S1")
                .build());

        assertThat(said("a")).isEmpty();
    }

    @Test
    void followsAnUtteranceThatBeginsElsewhere() {
        tell(two());
        tell(revision(1, 2)
                .knownBuckets(0, 0)
                .utterance("u", "a", 5, 10, "hello")
                .conversation("a", 5, 10, "S1")
                .build());

        assertThat(projection.transcript(STREAM, id("a")))
                .singleElement()
                .satisfies(utterance -> assertThat(utterance.startedAt()).isEqualTo(at(5)));
    }

    @Test
    void ignoresWhatIsOutOfDate() {
        tell(two());
        tell(merged());
        ConversationEvent late = ConversationEvents.of(two()).get(0);

        assertThat(projection.apply(late)).isFalse();
        assertThat(conversations()).containsExactly(id("a"));
    }

    @Test
    void repeatsDoNoHarm() {
        tell(two());
        tell(merged());
        tell(merged());

        assertThat(said("a")).hasSize(3);
    }

    @Test
    void forgetsWhatAFailedRunSaidOfTheTimesThatAreReplaced() {
        tell(two());
        tell(revision(2, 1)
                .buckets(0, 0)
                .utterance("x", "c", 20, 30, "heard anew")
                .conversation("c", 20, 30, "S1")
                .build());

        assertThat(conversations()).containsExactly(id("c"), id("b"));
        assertThat(said("c")).containsExactly("S1: heard anew");
        assertThat(said("b")).as("of its times nothing was said").containsExactly("S1: world");
    }

    @Test
    void keepsWhatThisEpochSaidOfTheTimesThatAreReplaced() {
        tell(two());
        tell(revision(1, 2)
                .knownBuckets(0, 1)
                .utterance("w", "a", 20, 30, "there")
                .conversation("a", 0, 30, "S1")
                .build());

        assertThat(said("a")).containsExactly("S1: hello", "S1: there");
        assertThat(conversations()).containsExactly(id("a"), id("b"));
    }

    @Test
    void keepsStreamsApart() {
        StreamId other = new StreamId("device", "other owner");
        tell(two());
        tell(RevisionBuilder.revision(other, 5, 1)
                .buckets(0, 1)
                .utterance("x", "x", 0, 10, "elsewhere")
                .conversation("x", 0, 10, "S1")
                .build());

        assertThat(projection.streams()).containsExactly(other, STREAM);
        assertThat(conversations()).containsExactly(id("a"), id("b"));
        assertThat(projection.apply(ConversationEvents.of(merged()).get(0)))
                .as("an epoch counts within its stream")
                .isTrue();
    }

    @Test
    void knowsNothingOfStreamsThatNobodySpokeOf() {
        assertThat(projection.conversations(STREAM)).isEmpty();
        assertThat(said("a")).isEmpty();
    }
}
