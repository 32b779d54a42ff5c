package io.colloquy.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Revision.RemovedUtterance;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is said of conversations beside their utterances: which they are, what they were called, whether they settled.
 */
class ConversationHeadersTest {
    private static final long SECOND = 1_000_000;
    private static final long START = 2_833_344L * Timeline.BUCKET_MICROS;

    private final AssembledStream stream = new AssembledStream();

    @Test
    void anIdThatIsNoMoreStaysAnAliasOfWhatHoldsItsPlace() {
        say(0);
        say(200);
        say(400);
        String merged = headers().get(1).conversationId();

        for (int second : new int[] {100, 110, 90}) {
            say(second);
            assertThat(headers()).hasSize(2);
            assertThat(headers().get(0).aliases()).containsExactly(merged);
            assertThat(headers().get(1).aliases()).isEmpty();
        }
    }

    @Test
    void anIdIsAnAliasOfWhatBeginsAtTheSameInstant() {
        StitchedUtterance first = say(0);
        say(60);
        String before = headers().get(0).conversationId();
        PartId part = new PartId(new ChunkKey(START, new Digest(1, 2, 3, 4)), 0);
        List<Slice> slices = List.of(new Slice(part, 0, Timeline.SAMPLE_RATE));
        StitchedUtterance other = new StitchedUtterance(new Digest(5, 6, 7, 8), START, 0, slices, Intervals.NONE, 0);

        stream.account(START);
        stream.change(START, List.of(first), List.of(other), List.of());
        stream.transcribe(other);
        stream.pass(1);
        assertThat(headers()).singleElement().satisfies(header -> {
            assertThat(header.conversationId()).isNotEqualTo(before);
            assertThat(header.aliases()).containsExactly(before);
        });

        say(120);
        assertThat(headers().get(0).aliases()).containsExactly(before);
    }

    @Test
    void newsOfAConversationSettlesNoneBesideIt() {
        say(0);
        say(300);
        say(310);
        assertThat(last().conversations()).hasSize(2);
        assertThat(headers()).noneMatch(ConversationRow::settled);
    }

    @Test
    void newsOfAConversationSaysNothingOfOneThatStartsWhereItDidHalfAnHourBefore() {
        stream.say(START);
        for (int second = 300; second < 2_100; second += 100) stream.say(START + second * SECOND);
        stream.pass(1);
        say(2_100);
        assertThat(last().conversations()).singleElement().satisfies(header -> assertThat(header.startedAt())
                .isEqualTo(START + 300 * SECOND));
        assertThat(headers()).hasSize(2).noneMatch(ConversationRow::settled);

        stream.pass(30);
        assertThat(headers()).hasSize(2).allMatch(ConversationRow::settled);
    }

    @Test
    void anUtteranceThatIsNoMoreIsOfTheConversationThatItWasIn() {
        say(0);
        StitchedUtterance gone = say(300);
        String before = headers().get(1).conversationId();
        stream.account(gone.start());
        stream.change(gone.start(), List.of(gone), List.of(), List.of());
        stream.pass(1);
        assertThat(last().removedUtterances())
                .extracting(RemovedUtterance::conversationId)
                .containsExactly(before);
    }

    /** Another recording tells that it was said later. The one that it leaves ends as before, and has other words. */
    @Test
    void aConversationThatAnUtteranceLeavesForAnotherHasChanged() {
        StitchedUtterance last = say(20);
        say(0);
        StitchedUtterance leaving = say(10);
        StitchedUtterance told = new StitchedUtterance(
                leaving.clipId(), leaving.clipStart(), 0, leaving.slices(), Intervals.NONE, 300 * SECOND);

        stream.account(START);
        stream.change(START, List.of(leaving), List.of(told), List.of());
        stream.pass(1);

        assertThat(last().conversations()).hasSize(2).allMatch(ConversationRow::changed);
        assertThat(headers().get(0).endedAt()).isEqualTo(last.end());
    }

    /** Some seconds before the bucket's end, or after. */
    @ParameterizedTest
    @ValueSource(ints = {590, 605})
    void aBridgeAtTheEdgeOfABucketMergesWhatIsOnBothSides(int second) {
        say(500);
        say(700);
        assertThat(headers()).hasSize(2);
        say(second);
        assertThat(headers()).singleElement().satisfies(header -> {
            assertThat(header.startedAt()).isEqualTo(START + 500 * SECOND);
            assertThat(header.endedAt()).isEqualTo(START + 702 * SECOND);
        });
    }

    @Test
    void anotherModelThatSaysTheSameIsNews() {
        StitchedUtterance utterance = say(0);
        stream.pass(30);
        assertThat(headers()).allMatch(ConversationRow::settled);

        Word word = new Word("word", 0, 500, 1);
        SpeakerEmbedding voice = SpeakerEmbedding.of(new float[] {1, 0});
        stream.transcribe(new ClipResult(
                Simulation.STREAM, utterance.clipId(), utterance.clipStart(), "model 2", List.of(word), voice, null));
        stream.pass(1);
        assertThat(headers()).singleElement().matches(header -> header.models().equals("model 2") && !header.settled());
    }

    private StitchedUtterance say(int second) {
        StitchedUtterance utterance = stream.say(START + second * SECOND);
        stream.pass(1);
        return utterance;
    }

    private List<ConversationRow> headers() {
        return stream.storage.headers().stream()
                .sorted(Comparator.comparingLong(ConversationRow::startedAt))
                .toList();
    }

    private Revision last() {
        return stream.revisions.get(stream.revisions.size() - 1);
    }
}
