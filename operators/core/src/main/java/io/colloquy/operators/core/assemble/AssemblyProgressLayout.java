package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;

/** Layout of the progress of an assembly. */
public final class AssemblyProgressLayout implements Layout<AssemblyProgress> {

    @Override
    public void write(AssemblyProgress value, EntryWriter out) {
        out.difference(value.newest());
        out.difference(value.waited());
        out.difference(value.since());
        out.random(value.incarnation());
        out.difference(value.settled());
        out.difference(value.from());
        out.difference(value.farthest());
        out.difference(value.hurriedAt());
        out.random(value.again().request());
        out.difference(value.again().next());
    }

    @Override
    public AssemblyProgress read(EntryReader in) {
        return new AssemblyProgress(
                in.difference(),
                in.difference(),
                in.difference(),
                in.random(),
                in.difference(),
                in.difference(),
                in.difference(),
                in.difference(),
                new PublishedAgain(in.random(), in.difference()));
    }
}
