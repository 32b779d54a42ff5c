package io.colloquy.proof.codecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever bytes a codec is given, it ends soon and takes little, in audio of a lawful length or in a rejection. */
class CodecFuzzTest {
    /** How many inputs each codec is given; {@code ./colloquy prove --tier codecs} gives many more. */
    private static final int INPUTS = 2_000;

    private static final int MOST_CHANGES = 8;
    private static final double LEAST_DECODED = 0.3;

    @ParameterizedTest
    @EnumSource
    void decodesOrRejectsSoonAndInLittleMemory(DamagedAudio audio) {
        assertThat(audio.decodesUndamaged()).isTrue();
        int decoded = 0;
        for (int seed = 0; seed < INPUTS; seed++) {
            Random random = new Random(seed);
            try {
                if (audio.decodes(random, 1 + random.nextInt(MOST_CHANGES))) decoded++;
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat((double) decoded / INPUTS).as("share that gave samples").isGreaterThan(LEAST_DECODED);
    }
}
