package io.colloquy.proof.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import org.junit.jupiter.api.Test;

class OraclePartTest {
    private static final long START = 1_700_000_000_000_007L;

    @Test
    void findsTheFirstSampleThatIsNotBeforeAnInstant() {
        PartId id = new PartId(new ChunkKey(START, new Digest(0, 0, 0, 0)), 0);
        OraclePart part = new OraclePart(id, true, Source.LIVE, new byte[2 * 40], new int[0], false);
        for (long instant = START - 300; instant < START + 3000; instant++) {
            int sample = 0;
            while (sample < part.samples() && START + Timeline.micros(sample) < instant) sample++;
            assertThat(part.firstAt(instant)).isEqualTo(sample);
        }
    }
}
