package io.colloquy.operators.assemble.core;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import java.util.List;

/** How the assembly keeps what is due. */
public final class UnpublishedCodec implements Codec<Unpublished> {
    private static final Codec<List<Long>> NUMBERS = CommonCodecs.NUMBER.list();

    @Override
    public void write(Unpublished value, EntryWriter out) {
        out.difference(value.firstAt());
        out.difference(value.lastAt());
        NUMBERS.write(value.buckets(), out);
        NUMBERS.write(value.days(), out);
        NUMBERS.write(value.settling(), out);
    }

    @Override
    public Unpublished read(EntryReader in) {
        return new Unpublished(in.difference(), in.difference(), NUMBERS.read(in), NUMBERS.read(in), NUMBERS.read(in));
    }
}
