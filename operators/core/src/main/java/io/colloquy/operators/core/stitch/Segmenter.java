package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.stitch.ChainSection.Kind;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Ids;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule that makes utterances of voice activity. Voice activity with less than min-silence in between is one speech
 * segment. Segments shorter than min-speech are dropped; those longer than max-utterance are cut where they are
 * quietest.
 *
 * <p>The clip is the utterance and up to {@link #pad} of the chain around it, so that a word keeps its onset at the end
 * of the chunk before; but nothing of a part on which the detector failed. The clip id names all of that, padding
 * included.
 */
public final class Segmenter {
    static final int PAD_SAMPLES = Timeline.SAMPLE_RATE / 5;
    /** A cut keeps this far from the ends of its segment. */
    static final int CUT_MARGIN_SAMPLES = 2 * Timeline.SAMPLE_RATE;
    /** Cuts that are this near to a segment's end may move when the segment goes on. */
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
     * An utterance without its clip id, which is a hash and costs more than all the rest. The other fields tell it from
     * others.
     *
     * @param clip the slices of the clip
     */
    public record UtteranceDraft(List<Slice> clip, int lead, List<Slice> slices, Intervals hidden, long shift) {

        public StitchedUtterance utterance() {
            return new StitchedUtterance(Ids.clip(clip), clip.get(0).start(), lead, slices, hidden, shift);
        }

        Slice first() {
            return slices.get(0);
        }

        boolean isHidden() {
            if (hidden.isEmpty()) return false;
            int samples = 0;
            for (Slice slice : slices) samples += slice.length();
            return hidden.samples() == samples;
        }
    }

    /**
     * An utterance as it stands.
     *
     * @param openness whether a neighbour that is not here could change it
     * @param torn whether its sound reaches within min-silence of the end of what is known of its chain
     */
    public record Candidate(UtteranceDraft draft, Openness openness, boolean torn) {

        public StitchedUtterance utterance() {
            return draft.utterance();
        }

        /** Whether anything of it shows. */
        boolean shows() {
            return !draft.isHidden();
        }

        /** The slices of the clip. */
        public List<Slice> clip() {
            return draft.clip();
        }
    }

    /** What may still change an utterance. */
    public enum Openness {
        /** No neighbour can change it. */
        CLOSED,
        /** A chunk may change it that may come, or not. */
        EDGE,
        /** A part of the same chunk may change it, which will come. */
        AWAITING
    }

    /**
     * The utterances of a whole chain of parts.
     *
     * @param chain its parts, in order
     */
    public List<Candidate> ofChain(List<PartEntry> chain) {
        return of(ChainSection.of(chain));
    }

    /** The utterances that lie in a section as a whole, whether they show or not. */
    List<Candidate> of(ChainSection section) {
        List<Candidate> result = new ArrayList<>();
        for (Segment segment : segments(section)) addCandidates(section, segment, result);
        return result;
    }

    /**
     * A speech segment, or as much of it as the section shows, {@code [from, to)}.
     *
     * @param wholeLeft false if it begins before the section does
     * @param wholeRight false if it ends after the section does
     */
    private record Segment(long from, long to, boolean wholeLeft, boolean wholeRight) {
        long length() {
            return to - from;
        }

        boolean whole() {
            return wholeLeft && wholeRight;
        }
    }

    private List<Segment> segments(ChainSection section) {
        List<Segment> segments = new ArrayList<>();
        long from = -1;
        long to = -1;
        for (int i = 0; i < section.parts().size(); i++) {
            long offset = section.offsets()[i];
            Intervals speech = section.parts().get(i).speech();
            for (int j = 0; j < speech.count(); j++) {
                long start = offset + speech.from(j);
                long end = offset + speech.to(j);
                if (start < section.left().bound() || end > section.right().bound()) continue;
                if (from >= 0 && start - to < definition.minSilenceSamples()) {
                    to = end;
                } else {
                    if (from >= 0) addSegment(section, from, to, segments);
                    from = start;
                    to = end;
                }
            }
        }
        if (from >= 0) addSegment(section, from, to, segments);
        return segments;
    }

    private void addSegment(ChainSection section, long from, long to, List<Segment> segments) {
        int silence = definition.minSilenceSamples();
        boolean wholeLeft = section.left().kind() != Kind.OUT_OF_REACH || from >= silence;
        boolean wholeRight = section.right().kind() != Kind.OUT_OF_REACH || section.length() - to >= silence;
        Segment segment = new Segment(from, to, wholeLeft, wholeRight);
        if (!segment.whole() || segment.length() >= definition.minSpeechSamples()) segments.add(segment);
    }

    private void addCandidates(ChainSection section, Segment segment, List<Candidate> result) {
        Openness left = openness(section.left(), segment.from);
        Openness right = openness(section.right(), section.length() - segment.to);
        List<Long> bounds = bounds(section, segment);
        for (int i = 0; i + 1 < bounds.size(); i++) {
            long from = bounds.get(i);
            long to = bounds.get(i + 1);
            Openness atStart = nearStart(segment, from) ? left : Openness.CLOSED;
            Openness atEnd = nearEnd(segment, to) ? right : Openness.CLOSED;
            boolean torn =
                    from == segment.from && left != Openness.CLOSED || to == segment.to && right != Openness.CLOSED;
            result.add(new Candidate(draft(section, segment, from, to), either(atStart, atEnd), torn));
        }
    }

    private List<Long> bounds(ChainSection section, Segment segment) {
        List<Long> bounds = new ArrayList<>();
        if (segment.wholeLeft) bounds.add(segment.from);
        if (!segment.whole() || segment.length() > definition.maxUtteranceSamples())
            bounds.addAll(cuts(section, segment));
        if (segment.wholeRight) bounds.add(segment.to);
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

    private boolean nearStart(Segment segment, long from) {
        return from - segment.from < CUT_REACH_SAMPLES
                || segment.length() < definition.maxUtteranceSamples() + CUT_REACH_SAMPLES;
    }

    private boolean nearEnd(Segment segment, long to) {
        return segment.to - to < CUT_REACH_SAMPLES
                || segment.length() < definition.maxUtteranceSamples() + CUT_REACH_SAMPLES;
    }

    private List<Long> cuts(ChainSection section, Segment segment) {
        long outOfSight = definition.maxUtteranceSamples();
        long from = segment.from + (segment.wholeLeft ? CUT_MARGIN_SAMPLES : 0);
        long to = segment.to - (segment.wholeRight ? CUT_MARGIN_SAMPLES : 0) + 1;
        QuietestFrames quietest = new QuietestFrames(from, to);
        for (int i = section.partAt(segment.from); i <= section.partAt(segment.to - 1); i++) {
            PartEntry part = section.parts().get(i);
            quietest.look(part, part.candidateFrames(definition), section.offsets()[i]);
        }
        // a period that the section shows only in part cannot be judged
        long first = segment.wholeLeft ? from : segment.from + outOfSight;
        long last = segment.wholeRight ? to : segment.to - outOfSight;
        return quietest.cuts(first, last);
    }

    private UtteranceDraft draft(ChainSection section, Segment segment, long from, long to) {
        long clipFrom = from == segment.from ? Math.max(0, from - pad) : from;
        long clipTo = to == segment.to ? Math.min(section.length(), to + pad) : to;
        List<Slice> clip = slices(section, clipFrom, clipTo);
        List<Slice> slices = slices(section, from, to);
        long shift =
                section.parts().get(section.partAt(from)).shiftOf(slices.get(0).from());
        return new UtteranceDraft(clip, (int) (from - clipFrom), slices, hidden(section, from, to), shift);
    }

    private static Intervals hidden(ChainSection section, long from, long to) {
        Intervals.Builder hidden = Intervals.builder();
        int length = (int) (to - from);
        for (int i = section.partAt(from); i < section.parts().size() && section.offsets()[i] < to; i++) {
            Intervals ofPart = section.parts().get(i).hidden();
            int shift = (int) (section.offsets()[i] - from);
            for (int j = 0; j < ofPart.count(); j++) {
                hidden.add(Math.max(0, ofPart.from(j) + shift), Math.min(length, ofPart.to(j) + shift));
            }
        }
        return hidden.build();
    }

    private static List<Slice> slices(ChainSection section, long from, long to) {
        List<Slice> slices = new ArrayList<>();
        for (int i = section.partAt(from); i < section.parts().size() && section.offsets()[i] < to; i++) {
            PartEntry part = section.parts().get(i);
            long offset = section.offsets()[i];
            int start = (int) Math.max(0, from - offset);
            int end = (int) Math.min(part.samples(), to - offset);
            slices.add(new Slice(part.id(), start, end));
        }
        return slices;
    }
}
