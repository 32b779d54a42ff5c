package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.state.MessageLayouts;
import io.colloquy.operators.core.stitch.UtteranceChange.AnalysedPart;
import io.colloquy.operators.core.stitch.UtteranceChange.OverlapChange;
import java.util.List;

/** Layout of a change of the utterance set. */
public final class UtteranceChangeLayout implements Layout<UtteranceChange> {
    private static final Layout<List<OverlapChange>> OVERLAPS = new OverlapsLayout().list();
    private static final Layout<List<StitchedUtterance>> UTTERANCES = new StitchedUtteranceLayout().list();

    @Override
    public void write(UtteranceChange change, EntryWriter out) {
        MessageLayouts.STREAM.write(change.stream(), out);
        writeAnalysed(change.analysed(), out);
        OVERLAPS.write(change.overlaps(), out);
        UTTERANCES.write(change.removed(), out);
        UTTERANCES.write(change.added(), out);
    }

    @Override
    public UtteranceChange read(EntryReader in) {
        return new UtteranceChange(
                MessageLayouts.STREAM.read(in),
                readAnalysed(in),
                OVERLAPS.read(in),
                UTTERANCES.read(in),
                UTTERANCES.read(in));
    }

    private static void writeAnalysed(AnalysedPart part, EntryWriter out) {
        out.flag(part != null);
        if (part == null) return;
        CommonLayouts.PART.write(part.id(), out);
        out.number(part.samples());
        out.flag(part.failed());
    }

    private static AnalysedPart readAnalysed(EntryReader in) {
        return in.flag() ? new AnalysedPart(CommonLayouts.PART.read(in), in.integer(), in.flag()) : null;
    }

    private static final class OverlapsLayout implements Layout<OverlapChange> {
        @Override
        public void write(OverlapChange overlap, EntryWriter out) {
            CommonLayouts.PART.write(overlap.part(), out);
            out.intervals(overlap.overlapped());
            out.intervals(overlap.cleared());
        }

        @Override
        public OverlapChange read(EntryReader in) {
            return new OverlapChange(CommonLayouts.PART.read(in), in.intervals(), in.intervals());
        }
    }
}
