package io.colloquy.tests.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.admit.Account;
import io.colloquy.operators.assemble.AssembleSettings;
import io.colloquy.operators.assemble.AssemblyEvent;
import io.colloquy.operators.assemble.core.AssembleState;
import io.colloquy.operators.assemble.core.Assembler;
import io.colloquy.operators.assemble.core.DayAccount;
import io.colloquy.operators.hear.Heard;
import io.colloquy.operators.state.core.Entries;
import io.colloquy.operators.stitch.LiveChange;
import io.colloquy.operators.stitch.LiveChange.AnalysedPart;
import io.colloquy.operators.stitch.LiveChange.CoverChange;
import io.colloquy.operators.stitch.LiveUtterance;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Piece;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.Voiceprint;
import io.colloquy.tests.Storage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the assembly forgets, to the microsecond of recorded time and the millisecond of waiting. */
class AssemblyForgetsTest {
    private static final long SECOND = 1_000_000;
    private static final long BUCKET = Timeline.BUCKET_MICROS;
    private static final long DAY = 144 * BUCKET;
    private static final long HORIZON = 12 * BUCKET;
    /** Three of the longest utterances and twice the drift: so far a chunk may change anything. */
    private static final long REACH = (3 * 20 + 2 * 5) * SECOND;

    private static final long FIRST_DAY = 19_675;
    /** At the beginning of a day, so of a bucket too. */
    private static final long START = FIRST_DAY * DAY;
    /** The newest start at which nothing changes before the bucket after {@link #START}'s any more. */
    private static final long PASSED = START + BUCKET + HORIZON + REACH;
    /** A conversation's next utterance may start one bucket later, so that is how much longer it is needed. */
    private static final long FORGOTTEN = PASSED + BUCKET;

    private static final int MINUTE = 60_000;
    private static final int PATIENCE = 10 * MINUTE;
    private static final int SAMPLES = 2 * Timeline.SAMPLE_RATE;

    private final Map<Long, ?> live = new HashMap<>();
    private final Map<Long, ?> answers = new HashMap<>();
    private final Map<Long, ?> summaries = new HashMap<>();
    private final Map<Long, ?> published = new HashMap<>();
    private final Map<Long, DayAccount> accounts = new HashMap<>();
    private final Map<Long, Long> occupied = new HashMap<>();
    private final AssembleState state = new AssembleState(
            over(live),
            over(answers),
            over(summaries),
            over(published),
            Entries.over(accounts),
            Entries.over(occupied),
            Entries.over(new HashMap<>()),
            Entries.over(new HashMap<>()),
            Entries.over(new HashMap<>()),
            Entries.over(new HashMap<>()));
    private final Storage storage = new Storage();
    private final TreeSet<Long> timers = new TreeSet<>();
    private Assembler assembler = assembler(1, Duration.ofMinutes(5));
    private long now = 1_800_000_000_000L;

    @SuppressWarnings("unchecked") // each map is only ever filled through these entries
    private static <V> Entries<Long, V> over(Map<Long, ?> map) {
        return Entries.over((Map<Long, V>) map);
    }

    private Assembler assembler(long attempt, Duration settleAfter) {
        AssembleSettings settings = new AssembleSettings(
                Definition.DEFAULT, settleAfter, Duration.ofHours(2), Duration.ofSeconds(2), Duration.ofSeconds(15));
        return new Assembler(settings, Simulation.STREAM, state, attempt);
    }

    @Test
    void forgetsABucketOnceNoChunkMayReachItAnyMore() {
        say(START);
        pass(30);
        keepSilentUntil(FORGOTTEN - 1);
        assertThat(List.of(live.size(), answers.size(), summaries.size())).containsOnly(1);
        assertThat(published).hasSizeGreaterThan(1);

        keepSilentUntil(FORGOTTEN);

        assertThat(live).isEmpty();
        assertThat(answers).isEmpty();
        assertThat(summaries).isEmpty();
        assertThat(published.keySet()).allMatch(bucket -> bucket > START / BUCKET);
        assertThat(storage.conversations()).singleElement();
        assertThat(storage.headers()).allMatch(ConversationRow::settled);
    }

    @Test
    void keepsTheBucketsAfterIt() {
        say(START);
        say(START + BUCKET - 60 * SECOND);
        long after = START + BUCKET + 90 * SECOND;
        say(after);
        pass(30);

        keepSilentUntil(FORGOTTEN + BUCKET - 1);
        assertThat(live.keySet()).as("minutes").isEqualTo(Set.of(after / (60 * SECOND)));
        keepSilentUntil(FORGOTTEN + BUCKET);
        assertThat(live).isEmpty();
    }

    @Test
    void aChunkMovesTheHorizonOnceItWasKnownForTenMinutes() {
        say(START);
        pass(30);
        keepSilent(FORGOTTEN);
        long known = now;

        runUntil(known + PATIENCE - 5_000);
        now = known + PATIENCE - 1;
        keepSilent(FORGOTTEN);
        runUntil(now + 3_000);
        assertThat(live).isNotEmpty();

        keepSilent(FORGOTTEN);
        runUntil(now + 3_000);
        assertThat(live).isEmpty();
    }

    @Test
    void tenMinutesToTheMillisecondAreEnough() {
        say(START);
        pass(30);
        keepSilent(FORGOTTEN);
        long known = now;
        runUntil(known + PATIENCE - 5_000);
        now = known + PATIENCE;
        keepSilent(FORGOTTEN);
        runUntil(now + 3_000);
        assertThat(live).isEmpty();
    }

    @Test
    void waitsTenMinutesAnewAfterARestart() {
        say(START);
        pass(30);
        keepSilent(FORGOTTEN);
        pass(9);
        assembler = assembler(2, Duration.ofMinutes(5));
        keepSilent(FORGOTTEN);
        pass(9);
        keepSilent(FORGOTTEN);
        pass(1);
        assertThat(live).isNotEmpty();

        keepSilent(FORGOTTEN);
        pass(1);
        assertThat(live).isEmpty();
    }

    @Test
    void anOlderChunkDoesNotMoveTheHorizonBack() {
        say(START);
        pass(30);
        keepSilent(FORGOTTEN);
        pass(10);
        keepSilent(FORGOTTEN - 2 * BUCKET);
        pass(10);
        assertThat(live).isEmpty();
    }

    @Test
    void keepsAConversationThatIsNotSettled() {
        assembler = assembler(1, Duration.ofHours(24));
        say(START);
        say(START + 2 * BUCKET);
        pass(30);
        keepSilentUntil(FORGOTTEN + 6 * BUCKET);
        assertThat(live).as("it and what came after it").hasSize(2);

        pass(25 * 60);
        keepSilentUntil(FORGOTTEN + 6 * BUCKET);
        assertThat(live).isEmpty();
        assertThat(storage.headers()).hasSize(2).allMatch(ConversationRow::settled);
    }

    @Test
    void keepsAConversationWhileItsEndMayChange() {
        int minutes = 25;
        for (int minute = 0; minute <= minutes; minute++) say(START + minute * 60 * SECOND);
        pass(30);
        assertThat(storage.conversations()).singleElement();

        keepSilentUntil(FORGOTTEN + 2 * BUCKET - 1);
        assertThat(live).hasSize(minutes + 1);
        keepSilentUntil(FORGOTTEN + 2 * BUCKET);
        assertThat(live).isEmpty();
        assertThat(storage.conversations()).singleElement();
    }

    @Test
    void waitsForWhatIsStillToBeHeard() {
        LiveUtterance utterance = show(START);
        say(START + BUCKET);
        pass(30);
        keepSilentUntil(FORGOTTEN + 4 * BUCKET);
        assertThat(live).hasSize(2);

        hear(utterance);
        pass(1);
        assertThat(storage.conversations()).hasSize(2);
        pass(30);
        keepSilentUntil(FORGOTTEN + 4 * BUCKET);
        assertThat(live).isEmpty();
    }

    /** However many buckets it looks at in one go. */
    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 10, 11, 12, 13, 20})
    void waitsForWhatIsStillToBeHeardBehindALongBacklog(int heard) {
        for (int i = 0; i < heard; i++) say(START + i * BUCKET);
        LiveUtterance late = show(START + heard * BUCKET);
        pass(30);
        for (int i = 0; i < 6; i++) keepSilentUntil(START + 10 * DAY + i * SECOND);
        assertThat(live).as("it, and what its conversation may reach").hasSize(2);

        hear(late);
        pass(1);
        assertThat(storage.conversations()).hasSize(heard + 1);
    }

    @Test
    void forgetsALongBacklogBitByBit() {
        int buckets = 40;
        for (int i = 0; i < buckets; i++) say(START + i * BUCKET);
        pass(30);
        keepSilent(START + 10 * DAY + 300 * SECOND);
        pass(10);
        int before = live.size();

        keepSilent(START + 10 * DAY + 300 * SECOND);
        pass(1);
        assertThat(before - live.size()).as("with one revision").isBetween(8, 10);
        for (int i = 1; i < 6; i++) keepSilentUntil(START + 10 * DAY + i * SECOND);
        assertThat(live).isEmpty();
        assertThat(answers).isEmpty();
        assertThat(summaries).isEmpty();
    }

    @Test
    void remembersNoBucketThatIsForgotten() {
        say(START);
        say(START + 3 * BUCKET);
        pass(30);
        long later = START + 20 * DAY + BUCKET / 2;
        for (int i = 0; i < 3; i++) keepSilentUntil(later);
        Map<Long, Long> left = Map.copyOf(occupied);
        occupied.clear();
        keepSilent(later);
        pass(1);
        assertThat(left).isEqualTo(occupied);
    }

    @Test
    void forgetsWhatWasHeardForAnUtteranceThatIsNoMore() {
        LiveUtterance utterance = show(START + BUCKET - SECOND);
        hear(utterance);
        account(START + BUCKET - SECOND);
        change(START + BUCKET - SECOND, List.of(utterance), List.of(), List.of());
        pass(30);
        assertThat(answers).hasSize(1);

        // the minute of its clip ends with the bucket after; an utterance for it might start a reach later
        keepSilentUntil(FORGOTTEN + BUCKET - 1);
        assertThat(answers).hasSize(1);
        keepSilentUntil(FORGOTTEN + BUCKET);
        assertThat(answers).isEmpty();
    }

    @Test
    void whatComesForATimeThatEndedLeavesNothing() {
        LiveUtterance gone = say(START + BUCKET - 5 * SECOND);
        pass(30);
        keepSilentUntil(PASSED);
        List<DayRow> days = storage.days();
        Map<Long, ?> before = Map.copyOf(live);

        LiveUtterance late = utterance(START + BUCKET - 1);
        change(
                START + BUCKET - 1,
                List.of(gone),
                List.of(late),
                List.of(new CoverChange(part(START + BUCKET - 5 * SECOND), new int[] {0, 16}, new int[0])));
        hear(utterance(START - 90 * SECOND));
        pass(1);

        assertThat(live).isEqualTo(before);
        assertThat(storage.days()).isEqualTo(days);
        assertThat(storage.conversations())
                .singleElement()
                .satisfies(conversation -> assertThat(conversation.utterances()).hasSize(1));
    }

    @Test
    void whatComesForTheFirstTimeThatHasNotEndedIsTaken() {
        LiveUtterance gone = say(START + BUCKET);
        pass(30);
        keepSilentUntil(PASSED);

        PartId other = part(START + BUCKET);
        change(
                START + BUCKET,
                List.of(gone),
                List.of(utterance(START + BUCKET + 5 * SECOND)),
                List.of(new CoverChange(other, new int[] {0, SAMPLES}, new int[0])));
        hear(utterance(START + BUCKET + 5 * SECOND));
        account(START);
        pass(1);

        assertThat(storage.conversations()).singleElement().satisfies(conversation -> assertThat(conversation.start())
                .isEqualTo(START + BUCKET + 5 * SECOND));
        assertThat(storage.days().get(0).duplicateMs()).isEqualTo(2_000);
    }

    @Test
    void aDaysAccountEndsTwoDaysAfterItBegan() {
        say(START);
        pass(30);
        long ends = START + 2 * DAY + HORIZON + REACH + 2 * BUCKET;

        keepSilentUntil(ends - 1);
        keepSilentUntil(ends - 1);
        assertThat(accounts).containsKey(FIRST_DAY);
        keepSilentUntil(ends);
        assertThat(accounts).doesNotContainKey(FIRST_DAY).isNotEmpty();
    }

    @Test
    void whatIsRejectedAfterItsDayEndedCountsOnTheFirstThatHasNot() {
        say(START);
        pass(30);
        long ends = START + 2 * DAY + HORIZON + REACH;
        keepSilentUntil(ends);
        reject(FIRST_DAY);
        pass(1);
        assertThat(rejected(FIRST_DAY)).isEqualTo(1);

        keepSilentUntil(ends + BUCKET);
        reject(FIRST_DAY);
        reject(FIRST_DAY - 10);
        reject(FIRST_DAY + 5);
        pass(1);
        assertThat(rejected(FIRST_DAY)).isEqualTo(1);
        assertThat(rejected(FIRST_DAY + 1)).isEqualTo(2);
        assertThat(rejected(FIRST_DAY + 5)).isEqualTo(1);
    }

    private int rejected(long day) {
        return storage.days().stream()
                .filter(row -> row.day() == day)
                .mapToInt(DayRow::rejectedChunks)
                .sum();
    }

    private void reject(long day) {
        accept(AssemblyEvent.of(Account.rejected(Simulation.STREAM, day)));
    }

    private LiveUtterance say(long start) {
        LiveUtterance utterance = show(start);
        hear(utterance);
        return utterance;
    }

    /** An utterance that is not heard yet. */
    private LiveUtterance show(long start) {
        LiveUtterance utterance = utterance(start);
        account(start);
        change(start, List.of(), List.of(utterance), List.of());
        return utterance;
    }

    private void keepSilent(long start) {
        account(start);
        change(start, List.of(), List.of(), List.of());
    }

    /** A chunk that starts there, and as long afterwards another as it takes for the first to count. */
    private void keepSilentUntil(long start) {
        keepSilent(start);
        pass(10);
        keepSilent(start);
        pass(1);
    }

    private void account(long start) {
        accept(AssemblyEvent.of(Account.received(Simulation.STREAM, Timeline.day(start), 2_000)));
    }

    private void change(long start, List<LiveUtterance> removed, List<LiveUtterance> added, List<CoverChange> covers) {
        AnalysedPart part = new AnalysedPart(part(start), SAMPLES, false);
        accept(AssemblyEvent.of(new LiveChange(Simulation.STREAM, part, covers, removed, added)));
    }

    private void hear(LiveUtterance utterance) {
        accept(AssemblyEvent.of(new Heard(
                Simulation.STREAM,
                utterance.take(),
                utterance.start(),
                "model",
                List.of(new Word("word", 0, 500, 1)),
                Voiceprint.of(new float[] {1, 0}),
                null)));
    }

    private static LiveUtterance utterance(long start) {
        return new LiveUtterance(
                new Digest(start, 1, 0, 0), start, 0, List.of(new Piece(part(start), 0, SAMPLES)), List.of());
    }

    private static PartId part(long start) {
        return new PartId(new ChunkKey(start, new Digest(start, 0, 0, 0)), 0);
    }

    private void accept(AssemblyEvent event) {
        timers.addAll(assembler.accept(event, now).timers());
    }

    private void pass(int minutes) {
        runUntil(now + minutes * MINUTE);
    }

    private void runUntil(long end) {
        while (!timers.isEmpty() && timers.first() <= end) {
            long timer = timers.pollFirst();
            now = Math.max(now, timer);
            Assembler.Step step = assembler.onTimer(timer, now);
            timers.addAll(step.timers());
            Revision revision = step.revision();
            if (revision != null) storage.apply(revision);
        }
        now = end;
    }
}
