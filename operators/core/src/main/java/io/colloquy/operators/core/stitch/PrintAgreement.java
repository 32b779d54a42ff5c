package io.colloquy.operators.core.stitch;

import io.colloquy.audio.SoundPrint;

/** Counts the bits in which prints agree. The shares were measured, see {@code docs/internals.md}. */
final class PrintAgreement implements SameSound {
    /** Of all bits, in ‰, that agree in one sound, of whatever codec. */
    private static final int ALIGNED = 720;
    /** More than that, in ‰, for each frame that is missing to the length at which two sounds hardly ever agree so. */
    private static final double FOR_A_MISSING_FRAME = 0.8;

    private static final int SURE = 150;
    /** 0.4 s: with less in common there is no telling, unless one of them is shorter. */
    private static final int LEAST = 20;
    /** 0.1 s either way: how exactly others tell a shift. */
    private static final int NEIGHBOURHOOD = 5;

    private static final int PER_MILLE = 1_000;

    @Override
    public Alignment align(SoundPrint one, SoundPrint other, int first, int last, int least) {
        Alignment best = null;
        long bestScore = 0;
        int from = Math.max(first, least - one.frames());
        int to = Math.min(last, other.frames() - least);
        for (int shift = from; shift <= to; shift++) {
            int frames = common(one, other, shift);
            if (frames < least) continue;
            int agreeing = agreeing(one, other, shift, frames);
            if (!share(agreeing, frames, needed(frames))) continue;
            long score = 2L * agreeing - (long) SoundPrint.FRAME_BITS * frames;
            boolean better = score > bestScore || score == bestScore && Math.abs(shift) < Math.abs(best.shift());
            if (best == null || better) {
                best = new Alignment(shift, frames);
                bestScore = score;
            }
        }
        return best;
    }

    @Override
    public boolean agree(SoundPrint one, SoundPrint other, int shift) {
        int least = Math.min(LEAST, Math.min(one.frames(), other.frames()));
        for (int at = shift - NEIGHBOURHOOD; at <= shift + NEIGHBOURHOOD; at++) {
            int frames = common(one, other, at);
            if (frames >= least && frames > 0 && share(agreeing(one, other, at, frames), frames, ALIGNED)) return true;
        }
        return false;
    }

    private static int needed(int frames) {
        return ALIGNED + (int) (FOR_A_MISSING_FRAME * Math.max(0, SURE - frames));
    }

    private static int common(SoundPrint one, SoundPrint other, int shift) {
        return Math.min(one.frames(), other.frames() - shift) - Math.max(0, -shift);
    }

    private static int agreeing(SoundPrint one, SoundPrint other, int shift, int frames) {
        int from = Math.max(0, -shift);
        return one.agreeing(from, other, from + shift, frames);
    }

    private static boolean share(int agreeing, int frames, int perMille) {
        return (long) agreeing * PER_MILLE >= (long) SoundPrint.FRAME_BITS * frames * perMille;
    }
}
