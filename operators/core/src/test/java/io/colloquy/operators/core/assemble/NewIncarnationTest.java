package io.colloquy.operators.core.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.assemble.Assembler.Step;
import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.state.StateStore;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.stitch.UtteranceChange.AnalysedPart;
import io.colloquy.operators.core.transcribe.ClipResult;
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
import io.colloquy.schemas.UtteranceRow;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** After a restart nobody knows what the lost incarnation said last. */
class NewIncarnationTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final AssembleSettings SETTINGS = new AssembleSettings(
            Definition.DEFAULT,
            Duration.ofHours(1),
            Duration.ofDays(30),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15));
    private static final Digest CLIP = new Digest(1, 2, 3, 4);
    private static final int SECOND = Timeline.SAMPLE_RATE;
    private static final long NOW = 1_800_000_000_000L;

    private final AssembleState state = AssembleState.open(StateStore.inMemory());

    @Test
    void saysEverythingOfTouchedBucketsAnew() {
        PartId spoken = part(0);
        StitchedUtterance utterance = new StitchedUtterance(
                CLIP, spoken.start(), 0, List.of(new Slice(spoken, 0, SECOND)), Intervals.NONE, 0);
        Assembler first = assembler(1);
        enter(first, spoken, List.of(utterance));
        first.accept(
                AssemblyInput.of(new ClipResult(
                        STREAM,
                        CLIP,
                        spoken.start(),
                        "model",
                        List.of(new Word("hello", 0, 500, 1)),
                        SpeakerEmbedding.of(new float[] {1, 0}),
                        null)),
                NOW);
        Revision said = publish(first, NOW);

        Assembler second = assembler(2);
        enter(second, part(30_000_000), List.of());
        Revision saidAnew = publish(second, NOW + 60_000);

        assertThat(said.conversations()).singleElement().matches(ConversationRow::changed);
        assertThat(saidAnew.conversations()).singleElement().matches(ConversationRow::changed);
        assertThat(saidAnew.utterances()).isEqualTo(said.utterances()).isNotEmpty();
        assertThat(saidAnew.utteranceIds())
                .isEqualTo(said.utterances().stream()
                        .map(UtteranceRow::utteranceId)
                        .toList());
    }

    /** Two days of speech: far more buckets than one revision publishes again. */
    @Test
    void publishesEverythingAgainOnceForEachRequest() {
        Assembler first = assembler(1);
        TreeSet<String> said = new TreeSet<>();
        for (int bucket = 0; bucket < 288; bucket++) {
            enter(first, part(bucket * Timeline.BUCKET_MICROS), List.of(utterance(bucket)));
            first.accept(AssemblyInput.of(heard(bucket)), NOW);
            publish(first, NOW).utterances().forEach(row -> said.add(row.utteranceId()));
        }
        assertThat(said).hasSize(288);

        Assembler unasked = assembler(2, "");
        assertThat(unasked.begin(NOW).timers()).isEmpty();
        List<Revision> again = begin(assembler(3, "a loss"));
        assertThat(again).hasSizeGreaterThan(4);
        assertThat(ids(again)).containsExactlyInAnyOrderElementsOf(said);
        assertThat(again.stream()
                        .flatMap(revision -> revision.days().stream())
                        .map(DayRow::day)
                        .distinct())
                .hasSize(3);
        assertThat(begin(assembler(4, "a loss"))).isEmpty();
        assertThat(begin(assembler(5, "another loss"))).hasSameSizeAs(again);
    }

    @Test
    void goesOnWhereALostIncarnationWasPublishingAgain() {
        Assembler first = assembler(1);
        for (int bucket = 0; bucket < 288; bucket++) {
            enter(first, part(bucket * Timeline.BUCKET_MICROS), List.of(utterance(bucket)));
            first.accept(AssemblyInput.of(heard(bucket)), NOW);
            publish(first, NOW);
        }
        List<String> all = ids(begin(assembler(2, "a loss")));
        Assembler lost = assembler(3, "another loss");
        lost.begin(NOW);
        List<String> published = new ArrayList<>(ids(List.of(publish(lost, NOW))));
        assertThat(published).isNotEmpty().hasSizeLessThan(288);
        published.addAll(ids(begin(assembler(4, "another loss"))));
        assertThat(published).hasSize(288).containsExactlyInAnyOrderElementsOf(all);
    }

    private static List<String> ids(List<Revision> revisions) {
        return revisions.stream()
                .flatMap(revision -> revision.utterances().stream())
                .map(UtteranceRow::utteranceId)
                .toList();
    }

    /** What is published again, each time as soon as it is due. */
    private static List<Revision> begin(Assembler assembler) {
        List<Revision> revisions = new ArrayList<>();
        Step step = assembler.begin(NOW);
        while (true) {
            if (step.revision() != null) revisions.add(step.revision());
            long due = step.timers().stream()
                    .filter(timer -> timer <= NOW + 100)
                    .findFirst()
                    .orElse(NOW + 200);
            step = assembler.onTimer(due, due);
            if (step.revision() == null && step.timers().isEmpty()) return revisions;
        }
    }

    private static StitchedUtterance utterance(int bucket) {
        PartId spoken = part(bucket * Timeline.BUCKET_MICROS);
        return new StitchedUtterance(
                clip(bucket), spoken.start(), 0, List.of(new Slice(spoken, 0, SECOND)), Intervals.NONE, 0);
    }

    private static ClipResult heard(int bucket) {
        return new ClipResult(
                STREAM,
                clip(bucket),
                part(bucket * Timeline.BUCKET_MICROS).start(),
                "model",
                List.of(new Word("hello", 0, 500, 1)),
                SpeakerEmbedding.of(new float[] {1, 0}),
                null);
    }

    private static Digest clip(int number) {
        return new Digest(number, 2, 3, 4);
    }

    private static PartId part(long after) {
        return new PartId(new ChunkKey(1_700_000_000_000_000L + after, new Digest(after, 0, 0, 0)), 0);
    }

    private Assembler assembler(long incarnation) {
        return assembler(incarnation, "");
    }

    private Assembler assembler(long incarnation, String again) {
        AssembleSettings settings = new AssembleSettings(
                SETTINGS.definition(),
                SETTINGS.settleAfter(),
                SETTINGS.horizon(),
                SETTINGS.quiet(),
                SETTINGS.maxDelay(),
                again);
        return new Assembler(settings, STREAM, state, incarnation);
    }

    private static void enter(Assembler assembler, PartId part, List<StitchedUtterance> utterances) {
        AnalysedPart analysed = new AnalysedPart(part, 2 * SECOND, false, false);
        long day = Timeline.day(part.start());
        assembler.accept(AssemblyInput.of(AccountEntry.received(STREAM, day, 2_000)), NOW);
        assembler.accept(
                AssemblyInput.of(new UtteranceChange(STREAM, analysed, List.of(), List.of(), utterances)), NOW);
    }

    private static Revision publish(Assembler assembler, long now) {
        long due = now + SETTINGS.maxDelay().toMillis();
        return assembler.onTimer(due, due).revision();
    }
}
