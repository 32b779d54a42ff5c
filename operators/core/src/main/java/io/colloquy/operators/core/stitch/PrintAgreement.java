package io.colloquy.operators.core.stitch;

import io.colloquy.audio.SoundPrint;

/** Counts the bits in which prints agree. The shares were measured, see {@code docs/internals.md}. */
final class PrintAgreement implements SameSound {
    /** Of all bits, in ‰, that agree in one sound, of whatever codec, and hardly ever in two. */
    private static final int ALIGNED = 720;
    /** Of all bits, in ‰: more than half of them, as at a wrong shift. */
    private static final int AGREEING = 600;
    /** 0.2 s: with less in common there is no telling. */
    private static final int LEAST = 10;

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
            if (!share(agreeing, frames, ALIGNED)) continue;
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
        int frames = common(one, other, shift);
        return frames >= LEAST && share(agreeing(one, other, shift, frames), frames, AGREEING);
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
