package io.colloquy.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.UtteranceChange.HiddenChange;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The account of a day, while it is open and when it ends. */
class DayAccountsTest {
    private static final long SECOND = 1_000_000;
    private static final long BUCKET = Timeline.BUCKET_MICROS;
    private static final long DAY = 144 * BUCKET;
    /**
     * The horizon, three of the longest utterances, twice the drift and the tolerance: so far back a chunk may change
     * anything.
     */
    private static final long KEPT =
            12 * BUCKET + (3 * 20 + 2 * 5 + 3) * SECOND + StitchedUtterance.reachMicros(Definition.DEFAULT, true);

    private static final long FIRST_DAY = 19_675;
    private static final long START = FIRST_DAY * DAY;

    private final AssembledStream stream = new AssembledStream();

    @Test
    void addsUpWhatCame() {
        stream.say(START);
        stream.keepSilent(START + 10 * SECOND);
        stream.account(START + 20 * SECOND);
        stream.fail(START + 20 * SECOND);
        for (int i = 0; i < 3; i++) stream.enter(AccountEntry.repeated(Simulation.STREAM, FIRST_DAY, 2_000));
        for (int i = 0; i < 4; i++) stream.reject(FIRST_DAY);
        stream.pass(1);

        assertThat(stream.storage.days())
                .containsExactly(new DayRow(FIRST_DAY, 12_000, 2_000, 2_000, 6_000, 2_000, 0, 6, 3, 4));
    }

    @Test
    void countsWhatNoLongerIsAnUtteranceAsSilence() {
        StitchedUtterance utterance = stream.say(START);
        stream.account(START + 10 * SECOND);
        stream.change(START + 10 * SECOND, List.of(utterance), List.of(), List.of());
        stream.pass(1);

        assertThat(stream.storage.days()).containsExactly(new DayRow(FIRST_DAY, 4_000, 0, 4_000, 0, 0, 0, 2, 0, 0));
    }

    @Test
    void countsAsDuplicateWhatIsOverlappedAndOnlyWhileItIs() {
        stream.keepSilent(START);
        PartId part = AssembledStream.part(START);
        Intervals none = Intervals.NONE;
        Intervals first = Intervals.of(0, 8_000);
        Intervals both = Intervals.of(0, 8_000, 16_000, 32_000);
        stream.account(START + SECOND);
        stream.change(START + SECOND, List.of(), List.of(), List.of(new HiddenChange(part, both, none)));
        stream.pass(1);
        assertThat(stream.storage.days().get(0).duplicateMs()).isEqualTo(1_500);

        stream.account(START + 2 * SECOND);
        stream.change(START + 2 * SECOND, List.of(), List.of(), List.of(new HiddenChange(part, none, first)));
        stream.pass(1);
        assertThat(stream.storage.days()).containsExactly(new DayRow(FIRST_DAY, 6_000, 0, 5_000, 1_000, 0, 0, 3, 0, 0));
    }

    @Test
    void isPendingUntilItIsTranscribed() {
        stream.show(START);
        stream.pass(1);
        assertThat(stream.storage.days()).containsExactly(new DayRow(FIRST_DAY, 2_000, 0, 0, 0, 0, 2_000, 1, 0, 0));
    }

    /** What a lost incarnation said of a day is corrected by whoever next speaks of its last bucket. */
    @Test
    void isSaidAnewByAnotherIncarnation() {
        stream.say(START - 30 * SECOND);
        stream.pass(1);
        stream.start(2, Duration.ofMinutes(5));
        stream.revisions.clear();
        stream.keepSilent(START);
        stream.pass(1);

        assertThat(days()).containsExactly(FIRST_DAY - 1, FIRST_DAY);
    }

    @Test
    void ofADayOfWhichNothingCameIsNotSaid() {
        stream.keepSilent(START);
        stream.pass(1);
        assertThat(days()).containsExactly(FIRST_DAY);
    }

    private List<Long> days() {
        return stream.revisions.stream()
                .map(Revision::days)
                .flatMap(List::stream)
                .map(DayRow::day)
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void endsTwoDaysAfterItBegan() {
        stream.say(START);
        stream.pass(30);
        long ends = START + 2 * DAY + KEPT + 2 * BUCKET;

        stream.keepSilentUntil(ends - 1);
        stream.keepSilentUntil(ends - 1);
        assertThat(stream.accounts).containsKey(FIRST_DAY);
        stream.keepSilentUntil(ends);
        assertThat(stream.accounts).doesNotContainKey(FIRST_DAY).isNotEmpty();
    }

    @Test
    void whatIsRejectedAfterItsDayEndedCountsOnTheFirstThatHasNot() {
        stream.say(START);
        stream.pass(30);
        long ends = START + 2 * DAY + KEPT;
        stream.keepSilentUntil(ends);
        stream.reject(FIRST_DAY);
        stream.pass(1);
        assertThat(stream.rejected(FIRST_DAY)).isEqualTo(1);

        stream.keepSilentUntil(ends + BUCKET);
        stream.reject(FIRST_DAY);
        stream.reject(FIRST_DAY - 10);
        stream.reject(FIRST_DAY + 5);
        stream.pass(1);
        assertThat(stream.rejected(FIRST_DAY)).isEqualTo(1);
        assertThat(stream.rejected(FIRST_DAY + 1)).isEqualTo(2);
        assertThat(stream.rejected(FIRST_DAY + 5)).isEqualTo(1);
    }
}
