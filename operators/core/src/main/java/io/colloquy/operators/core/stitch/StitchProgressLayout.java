package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;

/** Layout of the progress of stitching: how far a stream has come. */
public final class StitchProgressLayout implements Layout<StitchProgress> {

    @Override
    public void write(StitchProgress value, EntryWriter out) {
        out.difference(value.newest());
        out.difference(value.end());
        out.difference(value.sweptTo());
        out.number(value.sources());
    }

    @Override
    public StitchProgress read(EntryReader in) {
        return new StitchProgress(in.difference(), in.difference(), in.difference(), in.integer());
    }
}
