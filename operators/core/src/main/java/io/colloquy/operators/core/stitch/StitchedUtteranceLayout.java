package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Slice;
import java.util.List;

/** Layout of an utterance, in state and in messages. */
public final class StitchedUtteranceLayout implements Layout<StitchedUtterance> {
    private static final Layout<List<Slice>> SLICES = new SliceLayout().list();

    @Override
    public void write(StitchedUtterance utterance, EntryWriter out) {
        out.digest(utterance.clipId());
        SLICES.write(utterance.slices(), out);
        out.difference(utterance.first().start() - utterance.clipStart());
        out.number(utterance.lead());
        out.intervals(utterance.hidden());
        out.difference(utterance.shift());
    }

    @Override
    public StitchedUtterance read(EntryReader in) {
        Digest clipId = in.digest();
        List<Slice> slices = SLICES.read(in);
        long clipStart = slices.get(0).start() - in.difference();
        int lead = in.integer();
        return new StitchedUtterance(clipId, clipStart, lead, slices, in.intervals(), in.difference());
    }
}
