package io.colloquy.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is in the utterance set and transcribed is published, each time under a greater number. */
class AssembledStreamTest {
    private static final long SECOND = 1_000_000;
    private static final long START = 2_833_344L * Timeline.BUCKET_MICROS;
    private static final int SAMPLES = Timeline.SAMPLE_RATE;

    private final AssembledStream stream = new AssembledStream();

    /** By their numbers storage tells which revision is the newer. */
    @Test
    void numbersRevisionsUpwardsAlsoAfterARestart() {
        for (int i = 0; i < 4; i++) {
            if (i == 2) stream.start(2, Duration.ofMinutes(5));
            stream.say(START + 10 * i * SECOND);
            stream.pass(1);
        }
        List<Long> numbers = stream.revisions.stream().map(Revision::counter).toList();
        assertThat(numbers).hasSize(4).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void takesAwayOnlyTheUtteranceThatIsNoMore() {
        StitchedUtterance gone = stream.say(START);
        StitchedUtterance stays = stream.say(START + 10 * SECOND);
        stream.account(START + 20 * SECOND);
        stream.change(START + 20 * SECOND, List.of(gone), List.of(), List.of());
        stream.pass(1);

        assertThat(stream.storage.conversations())
                .singleElement()
                .satisfies(conversation -> assertThat(conversation.start()).isEqualTo(stays.start()));
    }

    @Test
    void remembersNoDeadlineThatHasPassed() {
        stream.say(START);
        stream.pass(1);
        assertThat(stream.settling).hasSize(1);
        stream.pass(30);
        assertThat(stream.settling).isEmpty();
    }

    /** Of a clip that begins in one minute, only the end may show, in another. */
    @Test
    void anAnswerIsForAnUtteranceThatStartsLongAfterItsClip() {
        for (int before : new int[] {1, 25, 60}) {
            long clip = START + before * 3_600 * SECOND - 15 * SECOND;
            StitchedUtterance whole = AssembledStream.utterance(clip, 20 * SAMPLES, Intervals.NONE);
            StitchedUtterance end = AssembledStream.utterance(clip, 20 * SAMPLES, Intervals.of(0, 18 * SAMPLES));
            stream.account(clip);
            stream.change(clip, List.of(), List.of(whole), List.of());
            stream.account(clip + SECOND);
            stream.change(clip + SECOND, List.of(whole), List.of(end), List.of());
            Word last = new Word("end", 18_500, 19_500, 1);
            stream.transcribe(new ClipResult(
                    Simulation.STREAM,
                    whole.clipId(),
                    clip,
                    "model",
                    List.of(last),
                    SpeakerEmbedding.of(new float[] {1}),
                    null));
            stream.pass(1);
        }
        assertThat(stream.storage.conversations()).hasSize(3);
    }

    @Test
    void anAnswerThatComesFirstIsKeptForItsUtterance() {
        StitchedUtterance utterance = AssembledStream.utterance(START);
        stream.transcribe(utterance);
        stream.pass(1);
        assertThat(stream.storage.conversations()).isEmpty();

        stream.show(START);
        stream.pass(1);
        assertThat(stream.storage.conversations()).hasSize(1);
    }
}
