package io.colloquy.bench.prints;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.stitch.SameSound;
import io.colloquy.operators.core.stitch.SameSound.Alignment;

/**
 * A stretch of sound beside another sound.
 *
 * @param frames how long the stretch is
 * @param best the greatest agreement anywhere within the drift, from 0 to 1
 * @param told the greatest within 0.1 s of where it was to be looked for
 * @param found where the job would say that the sound is, in frames from where it was looked for; null for nowhere
 */
record Comparing(int frames, double best, double told, Integer found) {
    /** 5 s. */
    static final int DRIFT = 250;
    /** 0.1 s. */
    static final int NEAR = 5;

    /**
     * Compares it as a whole.
     *
     * @param at where it would lie in the other, in frames
     */
    static Comparing of(SoundPrint stretch, SoundPrint other, int at) {
        Alignment found = SameSound.BY_PRINT.align(stretch, other, at - DRIFT, at + DRIFT, stretch.frames());
        return new Comparing(
                stretch.frames(),
                best(stretch, other, at, DRIFT),
                best(stretch, other, at, NEAR),
                found == null ? null : found.shift() - at);
    }

    private static double best(SoundPrint stretch, SoundPrint other, int at, int reach) {
        int frames = stretch.frames();
        int best = 0;
        int last = Math.min(other.frames() - frames, at + reach);
        for (int shift = Math.max(0, at - reach); shift <= last; shift++)
            best = Math.max(best, stretch.agreeing(0, other, shift, frames));
        return best / (double) (SoundPrint.FRAME_BITS * frames);
    }

    /** Whether the job would take the sound for the same, where it may: with less in common it does not look. */
    boolean isTaken() {
        return found != null && frames >= SameSound.LEAST_FRAMES;
    }

    /** Whether it would be found where it is. */
    boolean isFoundInPlace() {
        return isTaken() && Math.abs(found) <= NEAR;
    }
}
