package io.colloquy.bench.arrival;

import static io.colloquy.bench.arrival.MadeUp.at;
import static io.colloquy.bench.arrival.MadeUp.chunk;
import static io.colloquy.bench.arrival.MadeUp.span;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.bench.arrival.SplicedSound.Splice;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplicedSoundTest {
    private static final int RATE = Timeline.SAMPLE_RATE;

    @Test
    void chunksThatFollowEachOtherAreOneStretch() {
        List<Splice> splices = SplicedSound.of(List.of(chunk(Source.SYNC, 5, 5, 0), chunk(Source.SYNC, 0, 5, 0)));

        assertThat(splices).hasSize(1);
        assertThat(splices.get(0).start()).isEqualTo(at(0));
        assertThat(splices.get(0).pcm()).hasSize(10 * RATE * Short.BYTES).doesNotContain((byte) 0);
    }

    @Test
    void aShortGapIsSilenceAndALongOneParts() {
        List<Splice> splices = SplicedSound.of(
                List.of(chunk(Source.SYNC, 0, 2, 0), chunk(Source.SYNC, 3, 2, 0), chunk(Source.SYNC, 7, 2, 0)));

        assertThat(splices).extracting(Splice::start).containsExactly(at(0), at(7));
        assertThat(splices.get(0).pcm()).hasSize(5 * RATE * Short.BYTES).contains((byte) 0);
    }

    @Test
    void liveSoundComesFirstAndTheFlashFillsItsHoles() {
        Splice splice = SplicedSound.of(List.of(
                        chunk(Source.BACKFILL, 0, 9, 0), chunk(Source.LIVE, 0, 3, 0), chunk(Source.LIVE, 6, 3, 0)))
                .get(0);

        assertThat(source(splice, 1)).isEqualTo(Source.LIVE);
        assertThat(source(splice, 4)).isEqualTo(Source.BACKFILL);
        assertThat(source(splice, 7)).isEqualTo(Source.LIVE);
    }

    private static Source source(Splice splice, int second) {
        return Source.values()[splice.pcm()[Short.BYTES * second * RATE] - 1];
    }

    @Test
    void tellsWhenSoundWasReallyRecorded() {
        Splice splice = SplicedSound.of(List.of(chunk(Source.LIVE, 0, 3, 0), chunk(Source.BACKFILL, 0, 6, 2)))
                .get(0);

        assertThat(splice.recorded(2 * RATE, 4 * RATE)).containsExactly(span(2, 3), span(1, 2));
    }
}
