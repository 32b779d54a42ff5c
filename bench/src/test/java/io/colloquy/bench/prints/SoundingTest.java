package io.colloquy.bench.prints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.colloquy.audio.SoundPrinter;
import io.colloquy.schemas.Pcm16;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SoundingTest {
    private static final int SECOND = 16_000;

    @Test
    void endsWhereItIsQuietForHalfASecond() {
        short[] sound = SyllablesSound.of(1, 6);
        Arrays.fill(sound, 2 * SECOND, 3 * SECOND, (short) 0);
        Arrays.fill(sound, 4 * SECOND, 4 * SECOND + SECOND / 5, (short) 0);

        assertThat(Sounding.of(file(sound)))
                .extracting(Sounding::from, Sounding::to)
                .containsExactly(tuple(0, 100), tuple(150, 300));
    }

    @Test
    void hasThePrintOfItsPlace() {
        PrintedFile file = file(SyllablesSound.of(2, 3));
        Sounding sounding = new Sounding(file, 20, 100);

        assertThat(sounding.print().frames()).isEqualTo(80);
        assertThat(sounding.print().frame(7)).isEqualTo(file.print().frame(27));
    }

    @Test
    void ofDigitalSilenceThereIsNone() {
        assertThat(Sounding.of(file(new short[3 * SECOND]))).isEmpty();
    }

    private static PrintedFile file(short[] sound) {
        byte[] pcm = Pcm16.bytes(sound);
        return new PrintedFile("speech", "voice", "name", pcm, SoundPrinter.print(pcm));
    }
}
