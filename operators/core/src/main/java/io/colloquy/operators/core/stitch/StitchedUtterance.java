package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Ids;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * An utterance of the utterance set. The definition makes it of the parts that are known so far.
 *
 * @param clipId of the clip that is transcribed for it: its slices and a little of the audio around them
 * @param clipStart nominal time of the clip's first sample, µs since the epoch
 * @param lead samples of the clip before the utterance begins
 * @param hidden samples of it that do not show since another take of them does, counted from where it begins; never all
 * @param shift by how much it is told at another time than its own clock says, µs
 */
public record StitchedUtterance(
        Digest clipId, long clipStart, int lead, List<Slice> slices, Intervals hidden, long shift) {

    public StitchedUtterance {
        if (slices.isEmpty()) throw new IllegalArgumentException("an utterance has at least one slice");
        slices = List.copyOf(slices);
    }

    /**
     * How far from a part, as they are told, its arrival may change what shows of other recordings, µs.
     *
     * @param severalSources whether recordings come by several sources, whose clocks may be far apart
     */
    public static long reachMicros(Definition definition, boolean severalSources) {
        return Takes.reachMicros(definition, severalSources) + (severalSources ? Takes.APART_MICROS : 0);
    }

    /** Where it begins, shown or not. */
    public Slice first() {
        return slices.get(0);
    }

    /** The utterance's id: where it begins, whatever comes after. */
    public String id(StreamId stream) {
        return Ids.utterance(stream, first().part().chunk(), first().offsetInChunk())
                .toString();
    }

    /** Length in samples, hidden ones included. */
    public int length() {
        int samples = 0;
        for (Slice slice : slices) samples += slice.length();
        return samples;
    }

    /** The first sample that shows, counted from where the utterance begins. */
    public int firstShown() {
        return !hidden.isEmpty() && hidden.start() == 0 ? hidden.to(0) : 0;
    }

    /** The sample after the last one that shows. */
    public int endShown() {
        int length = length();
        return hidden.end() == length ? hidden.from(hidden.count() - 1) : length;
    }

    public boolean shows(int sample) {
        return !hidden.contains(sample);
    }

    /** What of it shows. */
    public List<Slice> shown() {
        if (hidden.isEmpty()) return slices;
        List<Slice> shown = new ArrayList<>();
        int offset = 0;
        for (Slice slice : slices) {
            Intervals gaps = hidden.gaps(offset, offset + slice.length());
            int shift = slice.from() - offset;
            for (int i = 0; i < gaps.count(); i++) {
                shown.add(new Slice(slice.part(), gaps.from(i) + shift, gaps.to(i) + shift));
            }
            offset += slice.length();
        }
        return shown;
    }

    /** The time at which the first sample that shows is told, µs since the epoch. */
    public long start() {
        return shown().get(0).start() + shift;
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
