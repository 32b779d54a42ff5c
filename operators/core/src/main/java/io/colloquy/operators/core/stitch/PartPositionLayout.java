package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;

/** Layout of where a part lies. */
public final class PartPositionLayout implements Layout<PartPosition> {

    @Override
    public void write(PartPosition place, EntryWriter out) {
        CommonLayouts.PART.write(place.id(), out);
        out.number(place.samples());
        out.flag(place.last());
        CommonLayouts.SOURCE.write(place.source(), out);
    }

    @Override
    public PartPosition read(EntryReader in) {
        return new PartPosition(CommonLayouts.PART.read(in), in.integer(), in.flag(), CommonLayouts.SOURCE.read(in));
    }
}
