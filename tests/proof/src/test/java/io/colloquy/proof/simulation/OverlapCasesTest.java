package io.colloquy.proof.simulation;

import static io.colloquy.proof.simulation.EveryOrder.START;
import static io.colloquy.proof.simulation.EveryOrder.chunk;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.proof.models.StandInModels;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.recordings.RandomRecordings;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where one recording speaks for another of the same time, by example; each in every order of arrival. */
class OverlapCasesTest {
    private static final double SAMPLE = 1.0 / Timeline.SAMPLE_RATE;

    /** The sound of one part silences what another part of its chunk holds, as far as clocks may be apart. */
    @ParameterizedTest
    @ValueSource(doubles = {25.5, 28, 29, 31, 32, 34.5, 61, 89})
    void soundOverlapsAsFarAsClocksMayBeApartAcrossParts(double at) {
        Chunk live = chunk(Source.LIVE, 0, 95, at, at + 1);
        Chunk flash = chunk(Source.SYNC, 0, 95, 0.5, 94.5);
        Storage stored = EveryOrder.publish(live, flash);
        assertThat(stored.days()).singleElement().satisfies(day -> assertThat(day.duplicateMs())
                .isBetween(10_500L, 11_001L));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 1})
    void overlapEndsWithTheDriftToTheSample(double samples) {
        Chunk live = chunk(Source.LIVE, 0, 40, 10, 11);
        double after = 16 + samples * SAMPLE;
        double before = 5 - samples * SAMPLE;
        EveryOrder.publish(live, chunk(Source.SYNC, 0.001, 39, after, after + 1));
        EveryOrder.publish(live, chunk(Source.SYNC, 0, 40, before - 1, before));
    }

    /** A chunk that is linked brings its sound into the chain of another, whichever comes first. */
    @Test
    void soundOfALinkedChunkOverlapsToo() {
        Chunk silent = chunk(Source.LIVE, 0, 20, 0, 0);
        Chunk speaking = chunk(Source.LIVE, 20.3, 20, 0.2, 1.2);
        Chunk flash = chunk(Source.SYNC, 0.01, 40, 14, 19.5);
        EveryOrder.publish(silent, speaking, flash);
    }

    /** Though nothing but silence is between them, in a chunk of its own. */
    @Test
    void soundOfALinkedChunkOverlapsBeyondTheNextOne() {
        Chunk speaking = chunk(Source.LIVE, 0, 20, 19, 20);
        Chunk silent = chunk(Source.LIVE, 20, 2, 0, 0);
        Chunk silentToo = chunk(Source.LIVE, 22, 18, 0, 0);
        Chunk flash = chunk(Source.SYNC, 22.5, 17, 0, 1);
        Storage stored = EveryOrder.publish(speaking, silent, silentToo, flash);
        assertThat(stored.days()).singleElement().satisfies(day -> assertThat(day.duplicateMs())
                .isEqualTo(2_501));
    }

    /** The sound ends a whole part and the drift before the chunk does that speaks: one sample is overlapped. */
    @Test
    void soundOverlapsWhatIsExactlyTheDriftAfterItsPart() {
        Chunk speaking = chunk(Source.LIVE, 0, 35, 29, 30);
        Chunk silent = chunk(Source.LIVE, 35, 10, 0, 0);
        Chunk flash = chunk(Source.SYNC, 35, 9, 0, 2);
        Storage stored = EveryOrder.publish(speaking, silent, flash);
        assertThat(stored.conversations()).singleElement().satisfies(conversation -> assertThat(
                        conversation.utterances().get(1).start())
                .isEqualTo(START + 35_000_000 + Timeline.micros(1)));
    }

    @Test
    void whatIsOverlappedInItsVeryMiddleShowsAtBothEnds() {
        Chunk live = chunk(Source.LIVE, 5, 2, 0, 2);
        Chunk flash = chunk(Source.SYNC, 0, 12, 0, 12);
        Storage stored = EveryOrder.publish(live, flash);
        assertThat(stored.days()).singleElement().satisfies(day -> assertThat(day.speechMs())
                .isEqualTo(12_000));
    }

    /** A chunk that fits better takes the link over: what was overlapped by the other's sound shows again. */
    @Test
    void soundOfAChunkThatIsNoLongerLinkedOverlapsNoMore() {
        Chunk silent = chunk(Source.LIVE, 0, 10, 0, 0);
        Chunk speaking = chunk(Source.LIVE, 10.4, 5, 0, 1);
        Chunk nearer = chunk(Source.LIVE, 10, 5, 0, 0);
        Chunk flash = chunk(Source.SYNC, 5, 4.9, 1, 4);
        Storage stored = EveryOrder.publish(silent, speaking, nearer, flash);
        assertThat(stored.conversations()).hasSize(1);
        assertThat(stored.conversations().get(0).start()).isEqualTo(START + 6_000_000);
    }

    @Test
    void nobodyIsSilencedByAnEarlyChunkOfZeros() {
        Chunk zeros = chunk(Source.LIVE, 0, 60, 0, 0);
        Chunk speaking = chunk(Source.SYNC, 1, 50, 10, 12);
        assertThat(EveryOrder.publish(zeros, speaking).conversations()).hasSize(1);
    }

    /** Though those beside it of the same chunk speak to its very edge. */
    @Test
    void aPartWithoutVoiceActivityOverlapsNothing() {
        Chunk live = untold(chunk(Source.LIVE, 0, 95, 0.5, 94.5), 31);
        Chunk flash = chunk(Source.SYNC, 0, 95, 0.5, 94.5);
        Storage stored = EveryOrder.publish(live, flash);
        assertThat(stored.days()).singleElement().satisfies(day -> {
            assertThat(day.failedMs()).isEqualTo(30_000);
            assertThat(day.speechMs()).isGreaterThan(90_000);
        });
    }

    /** The same, but voice activity fails on the part that holds this second. */
    private static Chunk untold(Chunk chunk, int second) {
        byte[] pcm = chunk.pcm().clone();
        for (int i = 0; i < 2 * Timeline.SAMPLE_RATE / 10; i += 2) {
            pcm[2 * second * Timeline.SAMPLE_RATE + i] = (byte) StandInModels.UNTOLD;
            pcm[2 * second * Timeline.SAMPLE_RATE + i + 1] = 0;
        }
        return new Chunk(new ChunkKey(chunk.key().start(), RandomRecordings.FORMAT.digest(pcm)), chunk.source(), pcm);
    }

    @Test
    void threeRecordingsOfTheSameAreToldOnce() {
        Chunk live = chunk(Source.LIVE, 0, 35, 1, 34);
        Chunk sync = chunk(Source.SYNC, 1, 35, 1, 34);
        Chunk backfill = chunk(Source.BACKFILL, -2, 35, 1, 34);
        Storage stored = EveryOrder.publish(live, sync, backfill);
        assertThat(stored.conversations()).hasSize(1);
    }

    /** Where it is long enough to be cut, and the parts that it is overlapped by begin and end in the middle of it. */
    @Test
    void aLongSpeechShowsAroundWhatOverlapsIt() {
        Chunk live = chunk(Source.LIVE, 131, 33, 0, 33);
        Chunk flash = chunk(Source.SYNC, 0, 260, 0, 260);
        EveryOrder.publish(live, flash);
    }
}
