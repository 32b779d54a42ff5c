package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;

/** Layout of a day account. */
public final class DayAccountLayout implements Layout<DayAccount> {

    @Override
    public void write(DayAccount value, EntryWriter out) {
        out.difference(value.received());
        out.difference(value.duplicate());
        out.difference(value.silence());
        out.difference(value.speech());
        out.difference(value.failed());
        out.difference(value.chunks());
        out.difference(value.duplicateChunks());
        out.difference(value.rejectedChunks());
    }

    @Override
    public DayAccount read(EntryReader in) {
        return new DayAccount(
                in.difference(),
                in.difference(),
                in.difference(),
                in.difference(),
                in.difference(),
                (int) in.difference(),
                (int) in.difference(),
                (int) in.difference());
    }
}
