package io.colloquy.operators.admit.core;

import io.colloquy.operators.admit.Admitted;
import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.schemas.Source;

/** How admission keeps a chunk. */
public final class AdmittedCodec implements Codec<Admitted> {

    @Override
    public void write(Admitted admitted, EntryWriter out) {
        CommonCodecs.CHUNK.write(admitted.chunk(), out);
        CommonCodecs.ORIGIN.write(admitted.origin(), out);
        out.number(admitted.source().ordinal());
    }

    @Override
    public Admitted read(EntryReader in) {
        return new Admitted(CommonCodecs.CHUNK.read(in), CommonCodecs.ORIGIN.read(in), in.oneOf(Source.values()));
    }
}
