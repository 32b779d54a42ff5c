package io.colloquy.operators.admit;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;

/** How admission keeps how far a stream has come. */
public final class ReachCodec implements Codec<Reach> {

    @Override
    public void write(Reach value, EntryWriter out) {
        out.difference(value.newest());
        out.difference(value.sweptTo());
    }

    @Override
    public Reach read(EntryReader in) {
        return new Reach(in.difference(), in.difference());
    }
}
