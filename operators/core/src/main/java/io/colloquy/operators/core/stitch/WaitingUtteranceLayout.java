package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;

/** Layout of an utterance that waits. */
public final class WaitingUtteranceLayout implements Layout<WaitingUtterance> {

    @Override
    public void write(WaitingUtterance value, EntryWriter out) {
        CommonLayouts.PART.write(value.firstPart(), out);
        out.digest(value.clipId());
    }

    @Override
    public WaitingUtterance read(EntryReader in) {
        return new WaitingUtterance(CommonLayouts.PART.read(in), in.digest());
    }
}
