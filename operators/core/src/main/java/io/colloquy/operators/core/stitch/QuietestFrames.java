package io.colloquy.operators.core.stitch;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Finds, for each period of the epoch, the quietest frame at which a segment may be cut. */
final class QuietestFrames {
    private final long from;
    private final long to;
    private final TreeMap<Long, Frame> quietest = new TreeMap<>();
    private final TreeMap<Long, long[]> extents = new TreeMap<>();

    private record Frame(long offset, int level) {}

    /** Looks for cuts within {@code [from, to)} of the section only. */
    QuietestFrames(long from, long to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Looks at a part that begins at {@code offset} of the section.
     *
     * @param frames the frames of which the part has levels
     */
    void look(PartEntry part, int[] frames, long offset) {
        long start = part.id().start();
        for (int i = 0; i < frames.length; i++) {
            long at = offset + (long) frames[i] * Loudness.FRAME_SAMPLES;
            int level = part.levels()[i] & 0xff;
            if (at >= from && at < to) consider(Loudness.period(start, frames[i]), new Frame(at, level));
        }
    }

    private void consider(long period, Frame frame) {
        quietest.merge(period, frame, (best, next) -> next.level < best.level ? next : best);
        extents.merge(period, new long[] {frame.offset, frame.offset}, (known, next) ->
                new long[] {Math.min(known[0], next[0]), Math.max(known[1], next[1])});
    }

    /** The cuts of the periods whose frames all lie within {@code [first, last)}, ascending. */
    List<Long> cuts(long first, long last) {
        List<Long> cuts = new ArrayList<>();
        quietest.forEach((period, frame) -> {
            long[] extent = extents.get(period);
            if (extent[0] >= first && extent[1] < last) cuts.add(frame.offset);
        });
        cuts.sort(null);
        return cuts;
    }
}
