package io.colloquy.operators.core.stitch;

import io.colloquy.audio.SoundPrint;
import io.colloquy.schemas.Intervals;

/**
 * The evidence that two prints are of one sound. Which utterances show follows from it, and whatever it says, nothing is
 * lost: a sound is hidden only where another stands for it.
 */
public interface SameSound {
    /** By the agreement of the prints. */
    SameSound BY_PRINT = new PrintAgreement();
    /** 2 s: with less in common, two sounds can't be told from one. */
    int LEAST_FRAMES = 100;

    /**
     * How two prints lie to each other.
     *
     * @param shift frame <i>k</i> of the one is frame <i>k + shift</i> of the other
     * @param frames in which they agree at this shift
     */
    record Alignment(int shift, int frames) {}

    /**
     * The best alignment at which the prints are so much alike that they can only be of one sound; null if there is
     * none.
     *
     * @param first the least shift
     * @param last the greatest shift
     * @param least frames that both must have
     */
    Alignment align(SoundPrint one, SoundPrint other, int first, int last, int least);

    /** The best alignment at about a shift that others have told; null if the prints can't be of one sound there. */
    Alignment agree(SoundPrint one, SoundPrint other, int shift);

    /** The frames of the one that are the same sound in the other, where one sound may go on as two. */
    Intervals agreeing(SoundPrint one, SoundPrint other, int shift);

    /** The frames of the one that both have. */
    static Intervals common(SoundPrint one, SoundPrint other, int shift) {
        int from = Math.max(0, -shift);
        int to = Math.min(one.frames(), other.frames() - shift);
        return from < to ? Intervals.of(from, to) : Intervals.NONE;
    }
}
