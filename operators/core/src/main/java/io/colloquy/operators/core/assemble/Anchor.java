package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.schemas.ChunkKey;

/**
 * Where a member begins. A conversation's id is made of its first member's anchor.
 *
 * @param offset of its first sample in the chunk
 */
public record Anchor(ChunkKey chunk, long offset) {
    static final Layout<Anchor> LAYOUT = new AnchorLayout();

    private static final class AnchorLayout implements Layout<Anchor> {
        @Override
        public void write(Anchor anchor, EntryWriter out) {
            out.repeated(anchor.chunk(), CommonLayouts.CHUNK);
            out.number(anchor.offset());
        }

        @Override
        public Anchor read(EntryReader in) {
            return new Anchor(in.repeated(CommonLayouts.CHUNK), in.number());
        }
    }
}
