package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.StitchedUtteranceLayout;

/** Layout of an utterance of the utterance set. A chunk that was named before is written as its number. */
public final class UtteranceEntryLayout implements Layout<UtteranceEntry> {
    private static final Layout<StitchedUtterance> UTTERANCE = new StitchedUtteranceLayout();

    @Override
    public void write(UtteranceEntry entry, EntryWriter out) {
        out.uuid(entry.id());
        UTTERANCE.write(entry.utterance(), out);
    }

    @Override
    public UtteranceEntry read(EntryReader in) {
        return new UtteranceEntry(in.uuid(), UTTERANCE.read(in));
    }
}
