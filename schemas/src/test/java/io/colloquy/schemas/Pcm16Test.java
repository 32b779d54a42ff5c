package io.colloquy.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Pcm16Test {
    private static final short[] SAMPLES = {0, 1, -1, 255, 256, -256, Short.MAX_VALUE, Short.MIN_VALUE};
    private static final byte[] PCM = {0, 0, 1, 0, -1, -1, -1, 0, 0, 1, 0, -1, -1, 127, 0, -128};

    @Test
    void theLowerByteComesFirst() {
        assertThat(Pcm16.bytes(SAMPLES)).containsExactly(PCM);
        for (int i = 0; i < SAMPLES.length; i++)
            assertThat(Pcm16.get(PCM, 2 * i)).isEqualTo(SAMPLES[i]);
    }

    @Test
    void floatsLieBetweenMinusOneAndOne() {
        assertThat(Pcm16.floats(PCM))
                .containsExactly(0, 1 / 32768f, -1 / 32768f, 255 / 32768f, 1 / 128f, -1 / 128f, 32767 / 32768f, -1);
    }

    @Test
    void samplesMayBeginAtAnyByte() {
        byte[] shifted = new byte[5];
        Pcm16.put(shifted, 1, -2);
        Pcm16.put(shifted, 3, 0x12345);

        assertThat(shifted).containsExactly(0, -2, -1, 0x45, 0x23);
        assertThat(Pcm16.get(shifted, 1)).isEqualTo((short) -2);
        assertThat(Pcm16.get(shifted, 3)).isEqualTo((short) 0x2345);
    }

    @Test
    void halfASampleIsRefused() {
        assertThatThrownBy(() -> Pcm16.floats(new byte[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 bytes");
    }
}
