package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;

/** Layout of a slice. A chunk that was named before is written as its number. */
final class SliceLayout implements Layout<Slice> {
    @Override
    public void write(Slice slice, EntryWriter out) {
        CommonLayouts.PART.write(slice.part(), out);
        out.number(slice.from());
        out.number(slice.length());
    }

    @Override
    public Slice read(EntryReader in) {
        PartId part = CommonLayouts.PART.read(in);
        int from = in.integer();
        return new Slice(part, from, from + in.integer());
    }
}
