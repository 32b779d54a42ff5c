package io.colloquy.proof.simulation;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.stitch.SameSound;
import io.colloquy.schemas.Intervals;

/**
 * Evidence of the worst kind: it takes sounds for one, or does not, as it happens. What is like the one and like the
 * other need not make these alike. It answers the same question always alike.
 *
 * @param seed which of all such evidence
 */
record AnySameness(long seed) implements SameSound {
    private static final int FRAMES_BITS = 7;
    /** So many times the least, that one alone may be enough. */
    private static final long MOST = 9;

    @Override
    public Alignment align(SoundPrint one, SoundPrint other, int first, int last, int least) {
        if (Math.min(one.frames(), other.frames()) < least) return null;
        int from = Math.max(first, least - one.frames());
        int to = Math.min(last, other.frames() - least);
        long hash = hash(one, other, least);
        if (from > to || hash % 3 == 0) return null;
        int shift = from + (int) Math.floorMod(hash >> FRAMES_BITS, (long) to - from + 1);
        return new Alignment(shift, least + (int) Math.floorMod(hash, MOST * least));
    }

    @Override
    public Alignment agree(SoundPrint one, SoundPrint other, int shift) {
        Intervals common = SameSound.common(one, other, shift);
        return common.isEmpty() || hash(one, other, 0) % 3 != 0 ? null : new Alignment(shift, common.samples());
    }

    @Override
    public Intervals agreeing(SoundPrint one, SoundPrint other, int shift) {
        Intervals common = SameSound.common(one, other, shift);
        if (common.isEmpty()) return common;
        long hash = hash(one, other, shift);
        int missing = hash % 2 == 0 ? 0 : (int) Math.floorMod(hash >> FRAMES_BITS, (long) common.samples());
        return Intervals.of(common.from(0) + missing, common.to(0));
    }

    private long hash(SoundPrint one, SoundPrint other, int salt) {
        long mixed = (seed + salt) * 31 + one.hashCode();
        mixed = (mixed ^ mixed >>> 29) * 0xbf58476d1ce4e5b9L + other.hashCode();
        mixed = (mixed ^ mixed >>> 32) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
