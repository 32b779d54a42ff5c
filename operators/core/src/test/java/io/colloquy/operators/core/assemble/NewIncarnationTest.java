package io.colloquy.operators.core.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.state.StateStore;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.stitch.UtteranceChange.AnalysedPart;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.ConversationRow;
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
import java.util.List;
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
        StitchedUtterance utterance =
                new StitchedUtterance(CLIP, spoken.start(), 0, List.of(new Slice(spoken, 0, SECOND)), Intervals.NONE);
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

    private static PartId part(long after) {
        return new PartId(new ChunkKey(1_700_000_000_000_000L + after, new Digest(after, 0, 0, 0)), 0);
    }

    private Assembler assembler(long incarnation) {
        return new Assembler(SETTINGS, STREAM, state, incarnation);
    }

    private static void enter(Assembler assembler, PartId part, List<StitchedUtterance> utterances) {
        AnalysedPart analysed = new AnalysedPart(part, 2 * SECOND, false);
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
