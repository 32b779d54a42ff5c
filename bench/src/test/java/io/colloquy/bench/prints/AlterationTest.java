package io.colloquy.bench.prints;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.audio.SoundPrint;
import io.colloquy.audio.SoundPrinter;
import io.colloquy.schemas.Pcm16;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlterationTest {
    private static final short[] SOUND = SyllablesSound.of(3, 5);

    @ParameterizedTest
    @EnumSource(Alteration.class)
    void changesTheSamplesButNotTheSound(Alteration alteration) {
        short[] altered = alteration.apply(SOUND);

        assertThat(altered).isNotEqualTo(SOUND);
        assertThat(altered.length).isBetween(SOUND.length - 400, SOUND.length + 400);
        assertThat(agreement(SoundPrinter.print(Pcm16.bytes(altered)))).isGreaterThan(0.8);
    }

    @ParameterizedTest
    @EnumSource(Alteration.class)
    void mayBeginWithinAFrame(Alteration alteration) {
        assertThat(agreement(alteration.print(Pcm16.bytes(SOUND), 160))).isGreaterThan(0.75);
    }

    private static double agreement(SoundPrint print) {
        int frames = 200;
        return SoundPrinter.print(Pcm16.bytes(SOUND)).agreeing(10, print, 10, frames)
                / (double) (SoundPrint.FRAME_BITS * frames);
    }
}
