package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;

/** Layout of where a part lies. */
public final class PartPositionLayout implements Layout<PartPosition> {

    @Override
    public void write(PartPosition position, EntryWriter out) {
        CommonLayouts.PART.write(position.id(), out);
        out.number(position.samples());
        out.flag(position.last());
        CommonLayouts.SOURCE.write(position.source(), out);
    }

    @Override
    public PartPosition read(EntryReader in) {
        return new PartPosition(CommonLayouts.PART.read(in), in.integer(), in.flag(), CommonLayouts.SOURCE.read(in));
    }
}
