package io.colloquy.bench.prints;

import io.colloquy.audio.SoundPrinter;
import io.colloquy.schemas.Pcm16;
import java.util.Random;

/** Made-up sound that changes as speech does. */
final class SyllablesSound {
    private static final int RATE = 16_000;

    private SyllablesSound() {}

    /** Tones that change every tenth of a second or so. */
    static short[] of(long seed, double seconds) {
        Random random = new Random(seed);
        short[] sound = new short[(int) (seconds * RATE)];
        double[] tones = new double[3];
        int change = 0;
        for (int i = 0; i < sound.length; i++) {
            if (i == change) {
                for (int k = 0; k < tones.length; k++) tones[k] = 250 + random.nextInt(2_800);
                change = i + RATE / 20 + random.nextInt(RATE / 8);
            }
            double value = 30 * random.nextGaussian();
            for (double tone : tones) value += 2_000 * Math.sin(2 * Math.PI * tone * i / RATE);
            sound[i] = (short) value;
        }
        return sound;
    }

    static PrintedFile file(String voice, long seed, double seconds) {
        byte[] pcm = Pcm16.bytes(of(seed, seconds));
        return new PrintedFile("speech", voice, voice + seed, pcm, SoundPrinter.print(pcm));
    }
}
