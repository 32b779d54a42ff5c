package io.colloquy.operators.assemble.core;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;

/** How the assembly keeps how far it has come. */
public final class ProgressCodec implements Codec<Progress> {

    @Override
    public void write(Progress value, EntryWriter out) {
        out.difference(value.newest());
        out.difference(value.waited());
        out.difference(value.since());
        out.random(value.attempt());
        out.difference(value.settled());
        out.difference(value.from());
    }

    @Override
    public Progress read(EntryReader in) {
        return new Progress(
                in.difference(), in.difference(), in.difference(), in.random(), in.difference(), in.difference());
    }
}
