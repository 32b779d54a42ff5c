package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import java.util.List;

/** Layout of the changes that are not published yet. */
public final class UnpublishedChangesLayout implements Layout<UnpublishedChanges> {
    private static final Layout<List<Long>> NUMBERS = CommonLayouts.NUMBER.list();

    @Override
    public void write(UnpublishedChanges value, EntryWriter out) {
        out.difference(value.firstAt());
        out.difference(value.lastAt());
        out.difference(value.dueAt());
        NUMBERS.write(value.buckets(), out);
        NUMBERS.write(value.days(), out);
        NUMBERS.write(value.settling(), out);
    }

    @Override
    public UnpublishedChanges read(EntryReader in) {
        return new UnpublishedChanges(
                in.difference(),
                in.difference(),
                in.difference(),
                NUMBERS.read(in),
                NUMBERS.read(in),
                NUMBERS.read(in));
    }
}
