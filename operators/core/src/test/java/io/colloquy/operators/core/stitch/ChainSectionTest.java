package io.colloquy.operators.core.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.stitch.ChainSection.Kind;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainSectionTest {
    private static final List<PartEntry> PARTS = List.of(part(10), part(20), part(5), part(1));

    @ParameterizedTest
    @CsvSource({"0, 0", "9, 0", "10, 1", "29, 1", "30, 2", "34, 2", "35, 3"})
    void findsThePartThatHoldsASample(long offset, int part) {
        assertThat(ChainSection.of(PARTS).partAt(offset)).isEqualTo(part);
    }

    @Test
    void findsTheOnlyPart() {
        assertThat(ChainSection.of(List.of(part(10))).partAt(9)).isZero();
    }

    @Test
    void aWholeChainIsKnownToBothEnds() {
        ChainSection section = ChainSection.of(PARTS);
        assertThat(section.length()).isEqualTo(36);
        assertThat(section.left()).isEqualTo(new ChainSection.Edge(Kind.CHAIN_END, 0));
        assertThat(section.right()).isEqualTo(new ChainSection.Edge(Kind.CHAIN_END, 36));
    }

    @Test
    void soundsBeyondTheInsetsMayNotBeSeenWhole() {
        ChainSection section = ChainSection.of(PARTS, Kind.SILENCE, 3, Kind.OUT_OF_REACH, 4);
        assertThat(section.left()).isEqualTo(new ChainSection.Edge(Kind.SILENCE, 3));
        assertThat(section.right()).isEqualTo(new ChainSection.Edge(Kind.OUT_OF_REACH, 32));
    }

    private static PartEntry part(int samples) {
        PartId id = new PartId(new ChunkKey(0, new Digest(samples, 0, 0, 0)), 0);
        Origin origin = new Origin("audio-chunks", 0, 0);
        return new PartEntry(
                id,
                samples,
                true,
                samples,
                Source.LIVE,
                origin,
                false,
                Intervals.NONE,
                new byte[0],
                SoundPrint.NONE,
                Intervals.NONE,
                List.of(),
                null,
                null,
                List.of());
    }
}
