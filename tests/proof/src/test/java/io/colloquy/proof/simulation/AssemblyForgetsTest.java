package io.colloquy.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.UtteranceChange.HiddenChange;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the assembly forgets, to the microsecond of recorded time and the millisecond of waiting. */
class AssemblyForgetsTest {
    private static final long SECOND = 1_000_000;
    private static final long BUCKET = Timeline.BUCKET_MICROS;
    private static final long DAY = 144 * BUCKET;
    private static final long HORIZON = 12 * BUCKET;
    /** Three of the longest utterances, twice the drift and the tolerance, and what a match may tell of others. */
    private static final long REACH =
            (3 * 20 + 2 * 5 + 3) * SECOND + StitchedUtterance.reachMicros(Definition.DEFAULT, true);

    /** At the beginning of a day, so of a bucket too. */
    private static final long START = 19_675 * DAY;
    /** The newest start at which nothing changes before the bucket after {@link #START}'s any more. */
    private static final long PASSED = START + BUCKET + HORIZON + REACH;
    /** A conversation's next utterance may start one bucket later, so that is how much longer it is needed. */
    private static final long FORGOTTEN = PASSED + BUCKET;

    /** An utterance may be told so much later than its clip was recorded, so that is how much longer an answer is kept. */
    private static final long TOLD_LATER = REACH / BUCKET * BUCKET;

    private static final int PATIENCE_MILLIS = 10 * 60_000;

    private final AssembledStream stream = new AssembledStream();

    @Test
    void forgetsABucketOnceNoChunkMayReachItAnyMore() {
        stream.say(START);
        stream.pass(30);
        stream.keepSilentUntil(FORGOTTEN - 1);
        assertThat(List.of(stream.utterances.size(), stream.transcripts.size(), stream.summaries.size()))
                .containsOnly(1);
        assertThat(stream.published).hasSizeGreaterThan(1);

        stream.keepSilentUntil(FORGOTTEN);

        assertThat(stream.utterances).isEmpty();
        assertThat(stream.summaries).isEmpty();
        assertThat(stream.spans).isEmpty();
        assertThat(stream.rows).isEmpty();
        assertThat(stream.published.keySet()).allMatch(bucket -> bucket > START / BUCKET);
        assertThat(stream.storage.conversations()).singleElement();
        assertThat(stream.storage.headers()).allMatch(ConversationRow::settled);
        assertThat(stream.transcripts).hasSize(1);

        stream.keepSilentUntil(FORGOTTEN + TOLD_LATER);
        assertThat(stream.transcripts).isEmpty();
    }

    @Test
    void keepsTheBucketsAfterIt() {
        stream.say(START);
        stream.say(START + BUCKET - 60 * SECOND);
        long after = START + BUCKET + 90 * SECOND;
        stream.say(after);
        stream.pass(30);

        stream.keepSilentUntil(FORGOTTEN + BUCKET - 1);
        assertThat(stream.utterances.keySet()).as("minutes").isEqualTo(Set.of(after / (60 * SECOND)));
        stream.keepSilentUntil(FORGOTTEN + BUCKET);
        assertThat(stream.utterances).isEmpty();
    }

    @Test
    void aChunkMovesTheHorizonOnceItWasKnownForTenMinutes() {
        stream.say(START);
        stream.pass(30);
        stream.keepSilent(FORGOTTEN);
        long known = stream.now;

        stream.runUntil(known + PATIENCE_MILLIS - 5_000);
        stream.now = known + PATIENCE_MILLIS - 1;
        stream.keepSilent(FORGOTTEN);
        stream.runUntil(stream.now + 3_000);
        assertThat(stream.utterances).isNotEmpty();

        stream.keepSilent(FORGOTTEN);
        stream.runUntil(stream.now + 3_000);
        assertThat(stream.utterances).isEmpty();
    }

    @Test
    void tenMinutesToTheMillisecondAreEnough() {
        stream.say(START);
        stream.pass(30);
        stream.keepSilent(FORGOTTEN);
        long known = stream.now;
        stream.runUntil(known + PATIENCE_MILLIS - 5_000);
        stream.now = known + PATIENCE_MILLIS;
        stream.keepSilent(FORGOTTEN);
        stream.runUntil(stream.now + 3_000);
        assertThat(stream.utterances).isEmpty();
    }

    @Test
    void waitsTenMinutesAnewAfterARestart() {
        stream.say(START);
        stream.pass(30);
        stream.keepSilent(FORGOTTEN);
        stream.pass(9);
        stream.start(2, Duration.ofMinutes(5));
        stream.keepSilent(FORGOTTEN);
        stream.pass(9);
        stream.keepSilent(FORGOTTEN);
        stream.pass(1);
        assertThat(stream.utterances).isNotEmpty();

        stream.keepSilent(FORGOTTEN);
        stream.pass(1);
        assertThat(stream.utterances).isEmpty();
    }

    @Test
    void anOlderChunkDoesNotMoveTheHorizonBack() {
        stream.say(START);
        stream.pass(30);
        stream.keepSilent(FORGOTTEN);
        stream.pass(10);
        stream.keepSilent(FORGOTTEN - 2 * BUCKET);
        stream.pass(10);
        assertThat(stream.utterances).isEmpty();
    }

    @Test
    void keepsAConversationThatIsNotSettled() {
        stream.start(1, Duration.ofHours(24));
        stream.say(START);
        stream.say(START + 2 * BUCKET);
        stream.pass(30);
        stream.keepSilentUntil(FORGOTTEN + 6 * BUCKET);
        assertThat(stream.utterances).as("it and what came after it").hasSize(2);

        stream.pass(25 * 60);
        stream.keepSilentUntil(FORGOTTEN + 6 * BUCKET);
        assertThat(stream.utterances).isEmpty();
        assertThat(stream.storage.headers()).hasSize(2).allMatch(ConversationRow::settled);
    }

    @Test
    void keepsAConversationWhileItsEndMayChange() {
        int minutes = 25;
        for (int minute = 0; minute <= minutes; minute++) stream.say(START + minute * 60 * SECOND);
        stream.pass(30);
        assertThat(stream.storage.conversations()).singleElement();

        stream.keepSilentUntil(FORGOTTEN + 2 * BUCKET - 1);
        assertThat(stream.utterances).hasSize(minutes + 1);
        stream.keepSilentUntil(FORGOTTEN + 2 * BUCKET);
        assertThat(stream.utterances).isEmpty();
        assertThat(stream.storage.conversations()).singleElement();
    }

    @Test
    void waitsForWhatIsStillToBeTranscribed() {
        StitchedUtterance utterance = stream.show(START);
        stream.say(START + BUCKET);
        stream.pass(30);
        stream.keepSilentUntil(FORGOTTEN + 4 * BUCKET);
        assertThat(stream.utterances).hasSize(2);

        stream.transcribe(utterance);
        stream.pass(1);
        assertThat(stream.storage.conversations()).hasSize(2);
        stream.pass(30);
        stream.keepSilentUntil(FORGOTTEN + 4 * BUCKET);
        assertThat(stream.utterances).isEmpty();
    }

    /** However many buckets it looks at in one go. */
    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 10, 11, 12, 13, 20})
    void waitsForWhatIsStillToBeTranscribedBehindALongBacklog(int transcribed) {
        for (int i = 0; i < transcribed; i++) stream.say(START + i * BUCKET);
        StitchedUtterance late = stream.show(START + transcribed * BUCKET);
        stream.pass(30);
        for (int i = 0; i < 6; i++) stream.keepSilentUntil(START + 10 * DAY + i * SECOND);
        assertThat(stream.utterances)
                .as("it, and what its conversation may reach")
                .hasSize(2);

        stream.transcribe(late);
        stream.pass(1);
        assertThat(stream.storage.conversations()).hasSize(transcribed + 1);
    }

    @Test
    void forgetsALongBacklogBitByBit() {
        int buckets = 40;
        for (int i = 0; i < buckets; i++) stream.say(START + i * BUCKET);
        stream.pass(30);
        stream.keepSilent(START + 10 * DAY + 300 * SECOND);
        stream.pass(10);
        int before = stream.utterances.size();

        stream.keepSilent(START + 10 * DAY + 300 * SECOND);
        stream.pass(1);
        assertThat(before - stream.utterances.size()).as("with one revision").isBetween(6, 10);
        for (int i = 1; i < 6; i++) stream.keepSilentUntil(START + 10 * DAY + i * SECOND);
        assertThat(stream.utterances).isEmpty();
        assertThat(stream.transcripts).isEmpty();
        assertThat(stream.summaries).isEmpty();
        assertThat(stream.spans).isEmpty();
        assertThat(stream.rows).isEmpty();
    }

    @Test
    void remembersNoBucketThatIsForgotten() {
        stream.say(START);
        stream.say(START + 3 * BUCKET);
        stream.pass(30);
        long later = START + 20 * DAY + BUCKET / 2;
        for (int i = 0; i < 3; i++) stream.keepSilentUntil(later);
        Map<Long, Long> left = Map.copyOf(stream.occupied);
        stream.occupied.clear();
        stream.published.clear(); // so that it speaks again of the buckets around
        stream.keepSilent(later);
        stream.pass(1);
        assertThat(left).isEqualTo(stream.occupied);
    }

    @Test
    void forgetsTheTranscriptOfAnUtteranceThatIsNoMore() {
        long spoken = START + 520 * SECOND;
        StitchedUtterance utterance = stream.show(spoken);
        stream.transcribe(utterance);
        stream.account(spoken);
        stream.change(spoken, List.of(utterance), List.of(), List.of());
        stream.pass(30);
        assertThat(stream.transcripts).hasSize(1);

        // an utterance that this is the answer for might be told much later, so it ends with that bucket
        stream.keepSilentUntil(FORGOTTEN + TOLD_LATER + BUCKET - 1);
        assertThat(stream.transcripts).hasSize(1);
        stream.keepSilentUntil(FORGOTTEN + TOLD_LATER + BUCKET);
        assertThat(stream.transcripts).isEmpty();
    }

    @Test
    void whatComesForATimeThatEndedLeavesNothing() {
        StitchedUtterance gone = stream.say(START + BUCKET - 5 * SECOND);
        stream.pass(30);
        stream.keepSilentUntil(PASSED);
        List<DayRow> days = stream.storage.days();
        Map<Long, ?> before = Map.copyOf(stream.utterances);

        StitchedUtterance late = AssembledStream.utterance(START + BUCKET - 1);
        stream.change(
                START + BUCKET - 1,
                List.of(gone),
                List.of(late),
                List.of(new HiddenChange(
                        AssembledStream.part(START + BUCKET - 5 * SECOND), Intervals.of(0, 16), Intervals.NONE)));
        stream.transcribe(AssembledStream.utterance(START - 90 * SECOND));
        stream.pass(1);

        assertThat(stream.utterances).isEqualTo(before);
        assertThat(stream.storage.days()).isEqualTo(days);
        assertThat(stream.storage.conversations())
                .singleElement()
                .satisfies(conversation -> assertThat(conversation.utterances()).hasSize(1));

        stream.say(PASSED);
        stream.pass(1);
        assertThat(stream.storage.conversations()).as("and it goes on").hasSize(2);
    }

    @Test
    void whatComesForTheFirstTimeThatHasNotEndedIsTaken() {
        StitchedUtterance gone = stream.say(START + BUCKET);
        stream.pass(30);
        stream.keepSilentUntil(PASSED);

        PartId other = AssembledStream.part(START + BUCKET);
        stream.change(
                START + BUCKET,
                List.of(gone),
                List.of(AssembledStream.utterance(START + BUCKET + 5 * SECOND)),
                List.of(new HiddenChange(other, Intervals.of(0, 2 * Timeline.SAMPLE_RATE), Intervals.NONE)));
        stream.transcribe(AssembledStream.utterance(START + BUCKET + 5 * SECOND));
        stream.account(START);
        stream.pass(1);

        assertThat(stream.storage.conversations())
                .singleElement()
                .satisfies(conversation -> assertThat(conversation.start()).isEqualTo(START + BUCKET + 5 * SECOND));
        assertThat(stream.storage.days().get(0).duplicateMs()).isEqualTo(2_000);
    }
}
