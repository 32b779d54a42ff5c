package io.colloquy.operators.core.deduplicate;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;

/** Layout of the progress of deduplication: how far a stream has come. */
public final class DeduplicationProgressLayout implements Layout<DeduplicationProgress> {

    @Override
    public void write(DeduplicationProgress value, EntryWriter out) {
        out.difference(value.newest());
        out.difference(value.sweptTo());
    }

    @Override
    public DeduplicationProgress read(EntryReader in) {
        return new DeduplicationProgress(in.difference(), in.difference());
    }
}
