package io.colloquy.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.Pcm16;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** On vowels as a voice makes them, one after another. */
class SoundPrinterTest {
    private static final int RATE = 16_000;
    private static final int SECONDS = 20;
    /** 1.5 s, as the definition wants it. */
    private static final int STRETCH = 75;

    private static final double SAME = 0.72;

    @Test
    void staysItselfThroughOpus() {
        assertStaysItself(SoundPrinterTest::opus);
    }

    @Test
    void staysItselfAtAnotherLevel() {
        assertStaysItself(sound -> resampled(sound, 1, 0.5));
        assertStaysItself(sound -> resampled(sound, 1, 2));
    }

    @Test
    void staysItselfBetweenFrames() {
        assertStaysItself(sound -> Arrays.copyOfRange(sound, 160, sound.length));
    }

    @Test
    void staysItselfByAClockThatRunsOtherwise() {
        assertStaysItself(sound -> resampled(sound, 1.0001, 1));
    }

    @Test
    void staysItselfAtHalfTheRate() {
        assertStaysItself(sound -> resampled(resampled(sound, 2, 1), 0.5, 1));
    }

    @Test
    void differsFromAnotherSound() {
        for (int seed = 0; seed < 20; seed++) {
            SoundPrint one = print(speech(seed));
            SoundPrint other = print(speech(1_000 + seed));
            for (int from = 0; from + 2 * STRETCH <= one.frames(); from += 2 * STRETCH)
                assertThat(best(one, from, 2 * STRETCH, other)).isLessThan(SAME);
        }
    }

    @Test
    void hasNoBitsOfDigitalSilence() {
        assertThat(SoundPrinter.print(new byte[2 * RATE]).bytes()).containsOnly(0);
    }

    private static void assertStaysItself(UnaryOperator<short[]> change) {
        for (int seed = 0; seed < 5; seed++) {
            short[] sound = speech(seed);
            SoundPrint one = print(sound);
            SoundPrint changed = print(change.apply(sound));
            for (int from = 10; from + STRETCH + 10 < changed.frames(); from += STRETCH)
                assertThat(best(one, from, STRETCH, changed)).isGreaterThanOrEqualTo(SAME);
        }
    }

    /** The greatest agreement of a stretch with any of the other print. */
    private static double best(SoundPrint one, int from, int frames, SoundPrint other) {
        int best = 0;
        for (int at = 0; at + frames <= other.frames(); at++)
            best = Math.max(best, one.agreeing(from, other, at, frames));
        return best / (double) (SoundPrint.FRAME_BITS * frames);
    }

    private static SoundPrint print(short[] sound) {
        return SoundPrinter.print(Pcm16.bytes(sound));
    }

    /** Two formants over a voice, which glide to others every tenth of a second or so, and a little noise. */
    private static short[] speech(long seed) {
        Random random = new Random(seed);
        short[] sound = new short[SECONDS * RATE];
        double[] now = vowel(random);
        double[] next = vowel(random);
        double[] phases = new double[now.length];
        int from = 0;
        int to = 0;
        for (int i = 0; i < sound.length; i++) {
            if (i == to) {
                from = i;
                to = i + RATE / 20 + random.nextInt(RATE / 8);
                now = next;
                next = vowel(random);
            }
            double share = (i - from) / (double) (to - from);
            double value = random.nextGaussian() * 30;
            for (int k = 0; k < phases.length; k += 2) {
                phases[k] += 2 * Math.PI * (now[k] + share * (next[k] - now[k])) / RATE;
                value += (now[k + 1] + share * (next[k + 1] - now[k + 1])) * Math.sin(phases[k]);
            }
            sound[i] = (short) value;
        }
        return sound;
    }

    /** Frequencies and amplitudes. */
    private static double[] vowel(Random random) {
        return new double[] {
            250 + random.nextInt(500), 200 + random.nextInt(2_000),
            800 + random.nextInt(1_400), 100 + random.nextInt(1_500),
            2_200 + random.nextInt(1_300), 50 + random.nextInt(700)
        };
    }

    private static short[] resampled(short[] sound, double step, double gain) {
        short[] result = new short[(int) ((sound.length - 1) / step)];
        for (int i = 0; i < result.length; i++) {
            double at = i * step;
            int whole = (int) at;
            int next = Math.min(whole + 1, sound.length - 1);
            result[i] = (short) (gain * (sound[whole] + (at - whole) * (sound[next] - sound[whole])));
        }
        return result;
    }

    private static short[] opus(short[] sound) {
        try {
            OpusEncoder encoder = new OpusEncoder(RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
            encoder.setBitrate(16_000);
            OpusDecoder decoder = new OpusDecoder(RATE, 1);
            short[] decoded = new short[sound.length];
            byte[] packet = new byte[1_500];
            for (int at = 0; at + 320 <= sound.length; at += 320) {
                int length = encoder.encode(sound, at, 320, packet, 0, packet.length);
                decoder.decode(packet, 0, length, decoded, at, 320, false);
            }
            return decoded;
        } catch (OpusException e) {
            throw new IllegalStateException(e);
        }
    }
}
