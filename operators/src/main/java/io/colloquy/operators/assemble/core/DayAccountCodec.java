package io.colloquy.operators.assemble.core;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;

/** How the assembly keeps the account of a day. */
public final class DayAccountCodec implements Codec<DayAccount> {

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
