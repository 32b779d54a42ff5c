package io.colloquy.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.assemble.AssembleSettings;
import io.colloquy.operators.core.assemble.AssemblyInput;
import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.stitch.UtteranceChange.AnalysedPart;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.operators.flink.assemble.AssembleFunction;
import io.colloquy.proof.simulation.Storage;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.time.Duration;
import java.util.List;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the assembly remembers ends with the horizon, also where it fails and goes on from a checkpoint. */
class AssembleHorizonTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final AssembleSettings SETTINGS = new AssembleSettings(
            Definition.DEFAULT,
            Duration.ofMinutes(20),
            Duration.ofDays(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15));
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final long DAY = 24 * HOUR;
    /** At the beginning of a day, so of a bucket too. */
    private static final long START = 19_675 * DAY;

    private static final long HORIZON = 2 * DAY;
    private static final int MINUTE_MILLIS = 60_000;
    private static final int SECONDS = 2;
    private static final int SAMPLES = SECONDS * Timeline.SAMPLE_RATE;

    /** The progress and the counter. */
    private static final int ALWAYS = 2;
    /**
     * What was found, transcribed, summed up and published of a bucket and its rows, and what it is to forget of the
     * transcripts.
     */
    private static final int PER_BUCKET = 6;
    /** Buckets around it that it may change, of which it was said that nothing is in them. */
    private static final int AROUND = 3;
    /** Its account, and the mark by which it ends. */
    private static final int PER_DAY = 2;
    /** Of the marks: nodes of the lowest level for two days back and two ahead, and those above. */
    private static final int NODES = 10 + 5;

    private final Storage storage = new Storage();
    private RestartableOperator<AssemblyInput, Revision> assemble;
    private long now = 1_800_000_000_000L;
    private long newest;

    @BeforeEach
    void open() throws Exception {
        assemble = new RestartableOperator<>(
                new EmbeddedRocksDBStateBackend(),
                () -> new KeyedProcessOperator<>(new AssembleFunction(SETTINGS)),
                AssemblyInput::stream,
                now);
    }

    @AfterEach
    void close() {
        assemble.close();
    }

    @Test
    void remembersNoMoreThanTheHorizonHolds() throws Exception {
        int hours = 24 * 12;
        for (int hour = 0; hour < hours; hour++) {
            say(START + hour * HOUR);
            pass(60);
            if (hour % 50 == 30) restart(1 + hour / 50 % 2);
            assertThat(assemble.entries())
                    .as("after %d hours", hour)
                    .isLessThanOrEqualTo(ALWAYS + 52 * (PER_BUCKET + AROUND) + 6 * PER_DAY + NODES);
            assertThat(assemble.timers()).isLessThanOrEqualTo(2);
        }
        pass(60);
        assertThat(assemble.timers()).isZero();
        assertThat(storage.conversations()).hasSize(hours);
        assertThat(storage.headers()).allMatch(ConversationRow::settled);
        assertThat(storage.days()).hasSize(12).allMatch(day -> day.speechMs() == 24 * SECONDS * 1000L);
    }

    @Test
    void keepsAConversationThatGoesOnUntilItEnds() throws Exception {
        long end = START + HORIZON + DAY;
        int said = 0;
        for (long at = START; at < end; at += 100 * SECOND, said++) {
            say(at);
            pass(2);
            if (said % 500 == 300) restart(1 + said / 500 % 2);
        }
        assertThat(assemble.entries()).isGreaterThan(3 * 144 * 4);
        assertThat(storage.conversations()).singleElement();

        for (int i = 0; i < 120; i++) {
            keepSilent(end + HORIZON + 5 * HOUR + i * SECOND);
            pass(30);
        }

        assertThat(assemble.entries()).isLessThanOrEqualTo(ALWAYS + 4 * PER_BUCKET + 6 * PER_DAY + NODES);
        int all = said;
        assertThat(storage.conversations())
                .singleElement()
                .satisfies(conversation -> assertThat(conversation.utterances()).hasSize(all));
    }

    @Test
    void forgetsALongBacklogOverSomeRevisions() throws Exception {
        for (int i = 0; i < 200; i++) say(START + i * 600 * SECOND);
        pass(60);
        int before = assemble.entries();
        keepSilent(START + 40 * DAY);
        pass(30);
        keepSilent(START + 40 * DAY + SECOND);
        pass(1);

        assertThat(assemble.entries()).as("a little with each revision").isBetween(before - 100, before - 20);

        for (int i = 2; i < 40; i++) {
            keepSilent(START + 40 * DAY + i * SECOND);
            pass(30);
        }
        assertThat(assemble.entries()).isLessThanOrEqualTo(ALWAYS + 2 * PER_BUCKET + 2 * PER_DAY + NODES);
    }

    @Test
    void whatComesForAForgottenTimeLeavesNothing() throws Exception {
        say(START);
        say(START + 60 * SECOND);
        forgetAll();
        int before = assemble.entries();
        var published = storage.conversations();
        List<DayRow> days = storage.days();

        transcribe(utterance(START), "model");
        transcribe(utterance(START), "another model");
        transcribe(utterance(START + 30 * SECOND), "model");
        enter(START + 60 * SECOND, List.of(), List.of(utterance(START + 60 * SECOND)));
        enter(START + 90 * SECOND, List.of(utterance(START + 90 * SECOND)), List.of());
        pass(60);

        assertThat(assemble.entries()).isEqualTo(before);
        assertThat(storage.conversations()).isEqualTo(published).isNotEmpty();
        assertThat(storage.days()).isEqualTo(days);
    }

    @Test
    void forgetsTheTranscriptOfAnUtteranceThatIsNoMore() throws Exception {
        say(START);
        transcribe(utterance(START + 30 * SECOND), "model");
        enter(START + 30 * SECOND, List.of(utterance(START + 30 * SECOND)), List.of());
        enter(START + 60 * SECOND, List.of(), List.of(utterance(START + 30 * SECOND)));
        pass(60);
        assertThat(assemble.streamsWith("transcripts")).isNotEmpty();
        assertThat(assemble.streamsWith("utterances")).isNotEmpty();

        forgetAll();

        assertThat(assemble.streamsWith("transcripts")).isEmpty();
        assertThat(assemble.streamsWith("utterances")).isEmpty();
    }

    @Test
    void waitsForWhatIsStillToBeTranscribed() throws Exception {
        enter(START, List.of(utterance(START)), List.of());
        forgetAll();
        assertThat(storage.conversations()).isEmpty();

        transcribe(utterance(START), "model");
        pass(1);

        assertThat(storage.conversations()).hasSize(1);
    }

    @Test
    void countsARejectedRecordOfADayThatEndedOnTheFirstThatHasNot() throws Exception {
        say(START);
        forgetAll();
        DayRow ended = storage.days().get(0);

        assemble.process(AssemblyInput.of(AccountEntry.rejected(STREAM, Timeline.day(START))));
        pass(1);

        assertThat(storage.days().get(0)).isEqualTo(ended);
        assertThat(storage.days()).filteredOn(day -> day.rejectedChunks() > 0).hasSize(1);
    }

    /** Goes on in silence, with a restart, until nothing before is remembered that can be forgotten. */
    private void forgetAll() throws Exception {
        pass(60);
        for (int i = 0; i < 6; i++) {
            keepSilent(newest + 20 * DAY);
            pass(30);
            if (i == 2) restart(2);
        }
    }

    private void say(long start) throws Exception {
        enter(start, List.of(utterance(start)), List.of());
        transcribe(utterance(start), "model");
    }

    private void keepSilent(long start) throws Exception {
        enter(start, List.of(), List.of());
    }

    private void enter(long start, List<StitchedUtterance> added, List<StitchedUtterance> removed) throws Exception {
        newest = Math.max(newest, start);
        AnalysedPart part = new AnalysedPart(part(start), SAMPLES, false, false);
        if (start >= newest - HORIZON) {
            assemble.process(AssemblyInput.of(AccountEntry.received(STREAM, Timeline.day(start), SECONDS * 1000L)));
        }
        assemble.process(AssemblyInput.of(new UtteranceChange(STREAM, part, List.of(), removed, added)));
    }

    private void transcribe(StitchedUtterance utterance, String model) throws Exception {
        assemble.process(AssemblyInput.of(new ClipResult(
                STREAM,
                utterance.clipId(),
                utterance.start(),
                model,
                List.of(new Word("word", 0, 500, 1)),
                SpeakerEmbedding.of(new float[] {1, 0}),
                null)));
    }

    private static StitchedUtterance utterance(long start) {
        return new StitchedUtterance(
                new Digest(start, 1, 0, 0), start, 0, List.of(new Slice(part(start), 0, SAMPLES)), Intervals.NONE, 0);
    }

    private static PartId part(long start) {
        return new PartId(new ChunkKey(start, new Digest(start, 0, 0, 0)), 0);
    }

    private void pass(int minutes) throws Exception {
        for (int i = 0; i < 2 * minutes; i++) {
            now += MINUTE_MILLIS / 2;
            assemble.advanceTo(now);
        }
        assemble.takeOutput().forEach(storage::apply);
    }

    private void restart(int parallelism) throws Exception {
        assemble.restore(assemble.snapshot(now), parallelism, now);
    }
}
