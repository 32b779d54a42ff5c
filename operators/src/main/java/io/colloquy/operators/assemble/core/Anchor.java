package io.colloquy.operators.assemble.core;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.schemas.ChunkKey;

/**
 * Where a member begins: what a conversation's id is made of.
 *
 * @param offset of its first sample in the chunk
 */
public record Anchor(ChunkKey chunk, long offset) {
    static final Codec<Anchor> CODEC = new AnchorCodec();

    private static final class AnchorCodec implements Codec<Anchor> {
        @Override
        public void write(Anchor anchor, EntryWriter out) {
            out.repeated(anchor.chunk(), CommonCodecs.CHUNK);
            out.number(anchor.offset());
        }

        @Override
        public Anchor read(EntryReader in) {
            return new Anchor(in.repeated(CommonCodecs.CHUNK), in.number());
        }
    }
}
