package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.state.MessageLayouts;
import io.colloquy.operators.core.stitch.UtteranceChange.AnalysedPart;
import io.colloquy.operators.core.stitch.UtteranceChange.HiddenChange;
import java.util.List;

/** Layout of a change of the utterance set. */
public final class UtteranceChangeLayout implements Layout<UtteranceChange> {
    private static final Layout<List<HiddenChange>> HIDDEN = new HiddenLayout().list();
    private static final Layout<List<StitchedUtterance>> UTTERANCES = new StitchedUtteranceLayout().list();

    @Override
    public void write(UtteranceChange change, EntryWriter out) {
        MessageLayouts.STREAM.write(change.stream(), out);
        writeAnalysed(change.analysed(), out);
        HIDDEN.write(change.hidden(), out);
        UTTERANCES.write(change.removed(), out);
        UTTERANCES.write(change.added(), out);
    }

    @Override
    public UtteranceChange read(EntryReader in) {
        return new UtteranceChange(
                MessageLayouts.STREAM.read(in),
                readAnalysed(in),
                HIDDEN.read(in),
                UTTERANCES.read(in),
                UTTERANCES.read(in));
    }

    private static void writeAnalysed(AnalysedPart part, EntryWriter out) {
        out.flag(part != null);
        if (part == null) return;
        CommonLayouts.PART.write(part.id(), out);
        out.number(part.samples());
        out.flag(part.failed());
        out.flag(part.severalSources());
    }

    private static AnalysedPart readAnalysed(EntryReader in) {
        return in.flag() ? new AnalysedPart(CommonLayouts.PART.read(in), in.integer(), in.flag(), in.flag()) : null;
    }

    private static final class HiddenLayout implements Layout<HiddenChange> {
        @Override
        public void write(HiddenChange hidden, EntryWriter out) {
            CommonLayouts.PART.write(hidden.part(), out);
            out.intervals(hidden.hidden());
            out.intervals(hidden.cleared());
        }

        @Override
        public HiddenChange read(EntryReader in) {
            return new HiddenChange(CommonLayouts.PART.read(in), in.intervals(), in.intervals());
        }
    }
}
