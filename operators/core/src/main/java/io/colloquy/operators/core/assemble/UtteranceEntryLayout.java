package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.StitchedUtteranceLayout;

/** How the assembly keeps live utterances: each chunk is named once an entry. */
public final class UtteranceEntryLayout implements Layout<UtteranceEntry> {
    private static final Layout<StitchedUtterance> UTTERANCE = new StitchedUtteranceLayout();

    @Override
    public void write(UtteranceEntry live, EntryWriter out) {
        out.uuid(live.id());
        UTTERANCE.write(live.utterance(), out);
    }

    @Override
    public UtteranceEntry read(EntryReader in) {
        return new UtteranceEntry(in.uuid(), UTTERANCE.read(in));
    }
}
