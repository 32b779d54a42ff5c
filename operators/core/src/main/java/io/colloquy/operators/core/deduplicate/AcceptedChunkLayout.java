package io.colloquy.operators.core.deduplicate;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;

/** Layout of an accepted chunk. */
public final class AcceptedChunkLayout implements Layout<AcceptedChunk> {

    @Override
    public void write(AcceptedChunk accepted, EntryWriter out) {
        CommonLayouts.CHUNK.write(accepted.chunk(), out);
        CommonLayouts.ORIGIN.write(accepted.origin(), out);
        CommonLayouts.SOURCE.write(accepted.source(), out);
    }

    @Override
    public AcceptedChunk read(EntryReader in) {
        return new AcceptedChunk(
                CommonLayouts.CHUNK.read(in), CommonLayouts.ORIGIN.read(in), CommonLayouts.SOURCE.read(in));
    }
}
