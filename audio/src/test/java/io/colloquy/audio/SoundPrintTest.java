package io.colloquy.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SoundPrintTest {

    @Property(tries = 300)
    void countsTheBitsThatAgree(@ForAll long seed, @ForAll @IntRange(min = 1, max = 90) int frames) {
        Random random = new Random(seed);
        int from = random.nextInt(40);
        int otherFrom = random.nextInt(40);
        SoundPrint one = print(random, from + frames + random.nextInt(20));
        SoundPrint other = print(random, otherFrom + frames + random.nextInt(20));
        int agreeing = 0;
        for (int i = 0; i < frames; i++) {
            int unequal = one.frame(from + i) ^ other.frame(otherFrom + i);
            agreeing += SoundPrint.FRAME_BITS - Integer.bitCount(unequal);
        }
        assertThat(one.agreeing(from, other, otherFrom, frames)).isEqualTo(agreeing);
    }

    @Property(tries = 100)
    void comesBackFromItsBytes(@ForAll long seed, @ForAll @IntRange(max = 90) int frames) {
        SoundPrint print = print(new Random(seed), frames);
        assertThat(SoundPrint.of(print.bytes(), frames)).isEqualTo(print).hasSameHashCodeAs(print);
    }

    @Test
    void refusesTooFewBytes() {
        assertThatThrownBy(() -> SoundPrint.of(new byte[1], 3)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SoundPrint print(Random random, int frames) {
        SoundPrint.Builder print = new SoundPrint.Builder(frames + random.nextInt(50));
        for (int i = 0; i < frames; i++) print.add(random.nextInt(16));
        return print.build();
    }
}
