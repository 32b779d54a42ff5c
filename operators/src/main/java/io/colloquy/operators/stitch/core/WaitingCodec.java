package io.colloquy.operators.stitch.core;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;

/** How the window keeps what waits. */
public final class WaitingCodec implements Codec<Waiting> {

    @Override
    public void write(Waiting value, EntryWriter out) {
        CommonCodecs.PART.write(value.firstPart(), out);
        out.digest(value.take());
    }

    @Override
    public Waiting read(EntryReader in) {
        return new Waiting(CommonCodecs.PART.read(in), in.digest());
    }
}
