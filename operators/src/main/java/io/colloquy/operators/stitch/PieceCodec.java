package io.colloquy.operators.stitch;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Piece;

/** How pieces are written: each chunk is named once an entry. */
final class PieceCodec implements Codec<Piece> {
    @Override
    public void write(Piece piece, EntryWriter out) {
        CommonCodecs.PART.write(piece.part(), out);
        out.number(piece.from());
        out.number(piece.length());
    }

    @Override
    public Piece read(EntryReader in) {
        PartId part = CommonCodecs.PART.read(in);
        int from = in.integer();
        return new Piece(part, from, from + in.integer());
    }
}
