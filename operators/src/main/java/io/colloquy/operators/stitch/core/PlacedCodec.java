package io.colloquy.operators.stitch.core;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.schemas.Source;

/** How the window keeps where a part lies. */
public final class PlacedCodec implements Codec<Placed> {

    @Override
    public void write(Placed place, EntryWriter out) {
        CommonCodecs.PART.write(place.id(), out);
        out.number(place.samples());
        out.flag(place.last());
        out.number(place.source().ordinal());
    }

    @Override
    public Placed read(EntryReader in) {
        return new Placed(CommonCodecs.PART.read(in), in.integer(), in.flag(), in.oneOf(Source.values()));
    }
}
