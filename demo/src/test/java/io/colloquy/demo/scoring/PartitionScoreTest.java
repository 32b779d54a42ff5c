package io.colloquy.demo.scoring;

import static io.colloquy.demo.scoring.Made.CONVERSATIONS;
import static io.colloquy.demo.scoring.Made.TRUTH;
import static io.colloquy.demo.scoring.Made.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.StreamId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionScoreTest {

    @Test
    void findsPerfectConversationsExact() {
        PartitionScore score = PartitionScore.of(TRUTH, CONVERSATIONS);
        assertThat(score.allExact()).isTrue();
        assertThat(score).isEqualTo(new PartitionScore(2, 2, 2, List.of()));
    }

    @Test
    void forgivesBoundsWithinHalfASecondAndNoFurther() {
        assertThat(exact(conversation("one", 0.5, 11.5), CONVERSATIONS.get(1))).isEqualTo(2);
        assertThat(exact(conversation("one", -0.51, 12), CONVERSATIONS.get(1))).isEqualTo(1);
        assertThat(exact(conversation("one", 0, 12.51), CONVERSATIONS.get(1))).isEqualTo(1);
    }

    @Test
    void seesConversationsThatWereJoined() {
        PartitionScore score = PartitionScore.of(TRUTH, List.of(conversation("both", 0, 139)));
        assertThat(score.exact()).isZero();
        assertThat(score.failures()).hasSize(2).allMatch(failure -> failure.contains("joined"));
    }

    @Test
    void seesAConversationThatWasParted() {
        PartitionScore score = PartitionScore.of(
                TRUTH, List.of(conversation("a", 0, 4), conversation("b", 5, 12), CONVERSATIONS.get(1)));
        assertThat(score.exact()).isEqualTo(1);
        assertThat(score.failures()).singleElement().asString().contains("parted into 2");
    }

    @Test
    void seesTurnsThatWereLost() {
        PartitionScore score = PartitionScore.of(TRUTH, List.of(CONVERSATIONS.get(1)));
        assertThat(score.failures()).singleElement().asString().contains("has 3 turns");
    }

    @Test
    void seesConversationsThatNobodyHad() {
        FoundConversation invented = conversation("x", 500, 510);
        PartitionScore score = PartitionScore.of(TRUTH, List.of(CONVERSATIONS.get(0), CONVERSATIONS.get(1), invented));
        assertThat(score.exact()).isEqualTo(2);
        assertThat(score.allExact()).isFalse();
        assertThat(score.failures()).hasSize(1);
    }

    @Test
    void keepsStreamsApart() {
        FoundConversation elsewhere =
                new FoundConversation(new StreamId("pendant", "somebody"), "one", 0, Made.micros(12));
        assertThat(exact(elsewhere, CONVERSATIONS.get(1))).isEqualTo(1);
    }

    @Test
    void forgivesAClockItsStepAndNoFurther() {
        List<Turn> turns =
                TRUTH.conversations().stream().flatMap(c -> c.turns().stream()).toList();
        Truth wholeSeconds = Truth.of(turns, Map.of(Made.STREAM, 1_000_000L));
        List<FoundConversation> early = List.of(conversation("one", -1.4, 10.6), conversation("two", 131, 138));
        assertThat(PartitionScore.of(wholeSeconds, early).allExact()).isTrue();
        assertThat(PartitionScore.of(TRUTH, early).exact()).isZero();
        List<FoundConversation> earlier = List.of(conversation("one", -1.6, 10.6), conversation("two", 131, 138));
        assertThat(PartitionScore.of(wholeSeconds, earlier).exact()).isEqualTo(1);
    }

    private static int exact(FoundConversation... found) {
        return PartitionScore.of(TRUTH, List.of(found)).exact();
    }
}
