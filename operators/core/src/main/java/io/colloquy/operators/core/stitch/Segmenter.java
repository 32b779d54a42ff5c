package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.stitch.ChainSection.Kind;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Ids;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rule that makes utterances of voice activity: sounds with less than min-silence between them are one hull, hulls
 * shorter than min-speech are dropped, and longer ones than max-utterance are cut where they are quietest.
 *
 * <p>What the models take is the utterance and up to {@link #pad} of the chain around it, so that a word whose onset lies
 * before a chunk's end keeps it; none of a part on which voice activity failed. The take names all of that, padding
 * included.
 */
public final class Segmenter {
    static final int PAD_SAMPLES = Timeline.SAMPLE_RATE / 5;
    /** A cut keeps this far from the ends of its hull. */
    static final int CUT_MARGIN_SAMPLES = 2 * Timeline.SAMPLE_RATE;
    /** Cuts this near to where a hull ends may move when the hull goes on. */
    private static final int CUT_REACH_SAMPLES = CUT_MARGIN_SAMPLES + 4 * Timeline.SAMPLE_RATE;

    private final Definition definition;
    private final int pad;

    public Segmenter(Definition definition) {
        this.definition = definition;
        this.pad = pad(definition);
    }

    /** Samples around an utterance that its clip holds: never as much as would reach the next utterance. */
    static int pad(Definition definition) {
        return Math.min(PAD_SAMPLES, definition.minSilenceSamples() / 2);
    }

    /**
     * An utterance by all that tells it from others, but for the take: that is a hash, and costs more than all the rest.
     *
     * @param clip the pieces that make the take
     */
    public record Outline(List<Slice> clip, int lead, List<Slice> pieces, List<Integer> covered) {

        public StitchedUtterance utterance() {
            return new StitchedUtterance(Ids.take(clip), clip.get(0).start(), lead, pieces, covered);
        }

        Slice first() {
            return pieces.get(0);
        }
    }

    /**
     * An utterance as it stands.
     *
     * @param openness whether a neighbour that is not here could change it
     */
    public record Stretch(Outline outline, Openness openness) {

        public StitchedUtterance utterance() {
            return outline.utterance();
        }

        /** The pieces that make the take. */
        public List<Slice> clip() {
            return outline.clip();
        }
    }

    /** What may still change an utterance. */
    public enum Openness {
        /** Nothing that has to do with its neighbours. */
        CLOSED,
        /** A chunk that may come, or not. */
        EDGE,
        /** A part of a chunk whose other parts are here: it will come. */
        AWAITING
    }

    /**
     * The utterances of a whole chain of parts.
     *
     * @param chain its parts, in order
     */
    public List<Stretch> ofChain(List<PartEntry> chain) {
        return of(ChainSection.of(chain));
    }

    /** The utterances of a line, save those that it doesn't hold whole. */
    List<Stretch> of(ChainSection line) {
        List<Stretch> result = new ArrayList<>();
        for (Hull hull : hulls(line)) addStretches(line, hull, result);
        return result;
    }

    /**
     * Sound on a line, {@code [from, to)}.
     *
     * @param wholeLeft false where it begins before the line does
     * @param wholeRight false where it ends after the line does
     */
    private record Hull(long from, long to, boolean wholeLeft, boolean wholeRight) {
        long length() {
            return to - from;
        }

        boolean whole() {
            return wholeLeft && wholeRight;
        }
    }

    private List<Hull> hulls(ChainSection line) {
        List<Hull> hulls = new ArrayList<>();
        long from = -1;
        long to = -1;
        for (int i = 0; i < line.parts().size(); i++) {
            long offset = line.offsets()[i];
            int[] raw = line.parts().get(i).raw();
            for (int j = 0; j < raw.length; j += 2) {
                long start = offset + raw[j];
                long end = offset + raw[j + 1];
                if (start < line.left().bound() || end > line.right().bound()) continue;
                if (from >= 0 && start - to < definition.minSilenceSamples()) {
                    to = end;
                } else {
                    if (from >= 0) addHull(line, from, to, hulls);
                    from = start;
                    to = end;
                }
            }
        }
        if (from >= 0) addHull(line, from, to, hulls);
        return hulls;
    }

    private void addHull(ChainSection line, long from, long to, List<Hull> hulls) {
        int silence = definition.minSilenceSamples();
        boolean wholeLeft = line.left().kind() != Kind.OUT_OF_REACH || from >= silence;
        boolean wholeRight = line.right().kind() != Kind.OUT_OF_REACH || line.length() - to >= silence;
        Hull hull = new Hull(from, to, wholeLeft, wholeRight);
        if (!hull.whole() || hull.length() >= definition.minSpeechSamples()) hulls.add(hull);
    }

    private void addStretches(ChainSection line, Hull hull, List<Stretch> result) {
        Openness left = openness(line.left(), hull.from);
        Openness right = openness(line.right(), line.length() - hull.to);
        List<Long> bounds = bounds(line, hull);
        for (int i = 0; i + 1 < bounds.size(); i++) {
            long from = bounds.get(i);
            long to = bounds.get(i + 1);
            int[] covered = covered(line, from, to);
            if (covered.length == 2 && covered[1] - covered[0] == to - from) continue; // nothing of it shows
            Openness atStart = nearStart(hull, from) ? left : Openness.CLOSED;
            Openness atEnd = nearEnd(hull, to) ? right : Openness.CLOSED;
            result.add(stretch(line, hull, new Sound(from, to, covered), either(atStart, atEnd)));
        }
    }

    private List<Long> bounds(ChainSection line, Hull hull) {
        List<Long> bounds = new ArrayList<>();
        if (hull.wholeLeft) bounds.add(hull.from);
        if (!hull.whole() || hull.length() > definition.maxUtteranceSamples()) bounds.addAll(cuts(line, hull));
        if (hull.wholeRight) bounds.add(hull.to);
        return bounds;
    }

    private Openness openness(ChainSection.Edge edge, long silence) {
        if (silence >= definition.minSilenceSamples()) return Openness.CLOSED;
        return switch (edge.kind()) {
            case CHAIN_END -> Openness.EDGE;
            case AWAITED -> Openness.AWAITING;
            case SILENCE, OUT_OF_REACH -> Openness.CLOSED;
        };
    }

    private static Openness either(Openness a, Openness b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private boolean nearStart(Hull hull, long from) {
        return from - hull.from < CUT_REACH_SAMPLES
                || hull.length() < definition.maxUtteranceSamples() + CUT_REACH_SAMPLES;
    }

    private boolean nearEnd(Hull hull, long to) {
        return hull.to - to < CUT_REACH_SAMPLES || hull.length() < definition.maxUtteranceSamples() + CUT_REACH_SAMPLES;
    }

    private List<Long> cuts(ChainSection line, Hull hull) {
        long outOfSight = definition.maxUtteranceSamples();
        long from = hull.from + (hull.wholeLeft ? CUT_MARGIN_SAMPLES : 0);
        long to = hull.to - (hull.wholeRight ? CUT_MARGIN_SAMPLES : 0) + 1;
        QuietestFrames cutter = new QuietestFrames(from, to);
        for (int i = line.partAt(hull.from); i <= line.partAt(hull.to - 1); i++) {
            PartEntry part = line.parts().get(i);
            cutter.look(part, part.cuttableFrames(definition), line.offsets()[i]);
        }
        // a period that the line shows only in part cannot be judged
        long first = hull.wholeLeft ? from : hull.from + outOfSight;
        long last = hull.wholeRight ? to : hull.to - outOfSight;
        return cutter.cuts(first, last);
    }

    /** @param covered of it, counted from its first sample */
    private record Sound(long from, long to, int[] covered) {}

    private Stretch stretch(ChainSection line, Hull hull, Sound sound, Openness openness) {
        long clipFrom = sound.from == hull.from ? Math.max(0, sound.from - pad) : sound.from;
        long clipTo = sound.to == hull.to ? Math.min(line.length(), sound.to + pad) : sound.to;
        List<Slice> clip = pieces(line, clipFrom, clipTo);
        int lead = (int) (sound.from - clipFrom);
        List<Slice> pieces = pieces(line, sound.from, sound.to);
        List<Integer> covered = Arrays.stream(sound.covered).boxed().toList();
        return new Stretch(new Outline(clip, lead, pieces, covered), openness);
    }

    private static int[] covered(ChainSection line, long from, long to) {
        List<int[]> covered = new ArrayList<>();
        for (int i = line.partAt(from); i < line.parts().size() && line.offsets()[i] < to; i++) {
            int[] ofPart = line.parts().get(i).covered();
            int shift = (int) (line.offsets()[i] - from);
            for (int j = 0; j < ofPart.length; j += 2) {
                covered.add(new int[] {ofPart[j] + shift, ofPart[j + 1] + shift});
            }
        }
        return Intervals.within(Intervals.union(covered), 0, (int) (to - from));
    }

    private static List<Slice> pieces(ChainSection line, long from, long to) {
        List<Slice> pieces = new ArrayList<>();
        for (int i = line.partAt(from); i < line.parts().size() && line.offsets()[i] < to; i++) {
            PartEntry part = line.parts().get(i);
            long offset = line.offsets()[i];
            int start = (int) Math.max(0, from - offset);
            int end = (int) Math.min(part.samples(), to - offset);
            pieces.add(new Slice(part.id(), start, end));
        }
        return pieces;
    }
}
