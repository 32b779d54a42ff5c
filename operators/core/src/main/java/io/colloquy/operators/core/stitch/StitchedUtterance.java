package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Ids;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * An utterance of the live set: what the definition makes of the parts known so far.
 *
 * @param take names the clip that is transcribed for it: its pieces and a little of the audio around them
 * @param clipStart nominal time of the clip's first sample, µs since the epoch
 * @param lead samples of the clip before the utterance begins
 * @param covered samples of it that another recording speaks for, as {@link Intervals}; never all
 */
public record StitchedUtterance(Digest take, long clipStart, int lead, List<Slice> pieces, List<Integer> covered) {

    public StitchedUtterance {
        if (pieces.isEmpty()) throw new IllegalArgumentException("an utterance has at least one piece");
        pieces = List.copyOf(pieces);
        covered = List.copyOf(covered);
    }

    /** Where it begins, shown or not. */
    public Slice first() {
        return pieces.get(0);
    }

    /** The utterance's id: where it begins, whatever comes after. */
    public String id(StreamId stream) {
        return Ids.utterance(stream, first().part().chunk(), first().offsetInChunk())
                .toString();
    }

    /** Length in samples, covered ones included. */
    public int length() {
        int samples = 0;
        for (Slice piece : pieces) samples += piece.length();
        return samples;
    }

    /** The first sample that shows, counted from where the utterance begins. */
    public int firstShown() {
        return !covered.isEmpty() && covered.get(0) == 0 ? covered.get(1) : 0;
    }

    /** The sample after the last one that shows. */
    public int endShown() {
        int length = length();
        int intervals = covered.size();
        return intervals > 0 && covered.get(intervals - 1) == length ? covered.get(intervals - 2) : length;
    }

    public boolean shows(int sample) {
        for (int i = 0; i < covered.size(); i += 2) {
            if (sample >= covered.get(i) && sample < covered.get(i + 1)) return false;
        }
        return true;
    }

    /** What of it shows. */
    public List<Slice> shown() {
        if (covered.isEmpty()) return pieces;
        List<Slice> shown = new ArrayList<>();
        int[] hidden = covered.stream().mapToInt(Integer::intValue).toArray();
        int offset = 0;
        for (Slice piece : pieces) {
            int[] gaps = Intervals.gaps(hidden, offset, offset + piece.length());
            int shift = piece.from() - offset;
            for (int i = 0; i < gaps.length; i += 2) {
                shown.add(new Slice(piece.part(), gaps[i] + shift, gaps[i + 1] + shift));
            }
            offset += piece.length();
        }
        return shown;
    }

    /** Nominal time of the first sample that shows, µs since the epoch. */
    public long start() {
        return shown().get(0).start();
    }

    /** The start plus the length of the audio up to the last sample that shows, µs since the epoch. */
    public long end() {
        return start() + Timeline.micros(endShown() - firstShown());
    }

    /** The ten-minute bucket that it starts in. */
    public long bucket() {
        return Timeline.bucket(start());
    }
}
