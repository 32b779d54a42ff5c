package io.colloquy.connectors.kafka;

import static io.colloquy.schemas.RevisionBuilder.id;
import static io.colloquy.schemas.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.ConversationEvent.Kind;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.RevisionBuilder;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.TimeRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationEventsTest {
    private static final StreamId STREAM = new StreamId("device", "owner");

    /** b is merged into a; c is as it was. */
    private static final Revision MERGE = revision(STREAM, 3, 4)
            .buckets(0, 1)
            .keeps("u")
            .utterance("v", "a", 100.000001, 101.5, "hello")
            .removesUtterance("v", "b")
            .conversation("a", 1, 101.5, "S1", "S2")
            .unchangedConversation("c", 700, 800, "S1")
            .removesConversation("b", 100, 101)
            .build();

    @Test
    void saysOnlyWhatIsNewAndRemovalsFirst() {
        assertThat(ConversationEvents.of(MERGE))
                .extracting(ConversationEvent::event, ConversationEvent::conversationId)
                .containsExactly(tuple(Kind.REMOVED, id(STREAM, "b")), tuple(Kind.UPSERTED, id(STREAM, "a")));
    }

    @Test
    void tellsOfAConversationWhoseHeaderIsUnchangedButNotItsUtterances() {
        Revision revision = revision(STREAM, 1, 1)
                .unchangedConversation("a", 0, 10)
                .removesUtterance("u", "a")
                .unchangedConversation("b", 500, 510)
                .build();

        assertThat(ConversationEvents.of(revision)).singleElement().satisfies(event -> {
            assertThat(event.conversationId()).isEqualTo(id(STREAM, "a"));
            assertThat(event.removedUtterances()).containsExactly(id(STREAM, "u"));
        });
    }

    @Test
    void sharesManyUtterancesAmongSeveralEventsOfTheRevision() {
        RevisionBuilder many = revision(STREAM, 1, 1).buckets(0, 2).conversation("a", 0, 1201, "S1", "S1", "S1");
        for (int i = 0; i <= 1200; i++) many.utterance("u" + i, "a", i, i + 1, "word");
        List<ConversationEvent> events =
                ConversationEvents.of(many.removesUtterance("v", "a").build());

        assertThat(events).extracting(event -> event.utterances().size()).containsExactly(500, 500, 201);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.conversationId()).isEqualTo(id(STREAM, "a"));
            assertThat(event.voices()).hasSize(3);
            assertThat(event.revision()).isEqualTo(1);
        });
        assertThat(events.stream().flatMap(event -> event.utterances().stream()))
                .extracting(ConversationEvent.Utterance::utteranceId)
                .doesNotHaveDuplicates();
        assertThat(events)
                .extracting(ConversationEvent::removedUtterances)
                .containsExactly(List.of(id(STREAM, "v")), List.of(), List.of());
        assertThat(events)
                .extracting(ConversationEvent::replaces)
                .containsExactly(
                        List.of(new TimeRange(RevisionBuilder.at(0), RevisionBuilder.at(1_800))), List.of(), List.of());
    }

    @Test
    void saysInTheFirstEventWhichTimesTheRevisionSpeaksFor() {
        Revision revision = revision(STREAM, 1, 1)
                .buckets(0, 1)
                .knownBuckets(2, 2)
                .buckets(5, 5)
                .conversation("a", 0, 10, "S1")
                .removesConversation("b", 100, 101)
                .build();

        assertThat(ConversationEvents.of(revision))
                .extracting(ConversationEvent::replaces)
                .containsExactly(
                        List.of(
                                new TimeRange(RevisionBuilder.at(0), RevisionBuilder.at(1_800)),
                                new TimeRange(RevisionBuilder.at(3_000), RevisionBuilder.at(3_600))),
                        List.of());
    }

    @Test
    void makesNoEventWhereNothingIsSaidOfTheTimes() {
        assertThat(ConversationEvents.of(revision(STREAM, 1, 1).buckets(0, 1).build()))
                .isEmpty();
    }
}
