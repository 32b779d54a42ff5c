package io.colloquy.operators.core.stitch;

import io.colloquy.audio.SoundPrint;
import io.colloquy.schemas.Intervals;

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

    /** Of the bits of the second around a frame, in ‰: less, and the sound goes on otherwise. */
    private static final int AROUND = 650;
    /** Half a second. */
    private static final int HALF = 25;

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
        if (best == null) return null;
        return new Alignment(best.shift(), agreeing(one, other, best.shift()).samples());
    }

    @Override
    public Alignment agree(SoundPrint one, SoundPrint other, int shift) {
        int least = Math.max(1, Math.min(LEAST, Math.min(one.frames(), other.frames())));
        Alignment best = null;
        int most = 0;
        for (int at = shift - NEIGHBOURHOOD; at <= shift + NEIGHBOURHOOD; at++) {
            int frames = common(one, other, at);
            if (frames < least) continue;
            int agreeing = agreeing(one, other, at, frames);
            if (agreeing <= most || !share(agreeing, frames, ALIGNED)) continue;
            best = new Alignment(at, frames);
            most = agreeing;
        }
        return best;
    }

    @Override
    public Intervals agreeing(SoundPrint one, SoundPrint other, int shift) {
        Intervals common = SameSound.common(one, other, shift);
        if (common.isEmpty()) return common;
        Intervals.Builder agreeing = Intervals.builder();
        int end = common.to(0);
        for (int frame = common.from(0); frame < end; frame++) {
            int from = Math.max(common.from(0), frame - HALF);
            int frames = Math.min(end, frame + HALF) - from;
            if (share(one.agreeing(from, other, from + shift, frames), frames, AROUND)) agreeing.add(frame, frame + 1);
        }
        return agreeing.build();
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
