package io.colloquy.operators.stitch.core;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;

/** How the window keeps how far a stream reaches. */
public final class ExtentCodec implements Codec<Extent> {

    @Override
    public void write(Extent value, EntryWriter out) {
        out.difference(value.newest());
        out.difference(value.end());
        out.difference(value.sweptTo());
    }

    @Override
    public Extent read(EntryReader in) {
        return new Extent(in.difference(), in.difference(), in.difference());
    }
}
