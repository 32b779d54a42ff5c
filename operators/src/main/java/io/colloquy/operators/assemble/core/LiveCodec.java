package io.colloquy.operators.assemble.core;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.operators.stitch.LiveUtterance;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Piece;
import java.util.Arrays;
import java.util.List;

/** How the assembly keeps live utterances: each chunk is named once an entry. */
public final class LiveCodec implements Codec<Live> {
    private static final Codec<List<Piece>> PIECES = new Pieces().list();

    @Override
    public void write(Live live, EntryWriter out) {
        LiveUtterance utterance = live.utterance();
        out.uuid(live.id());
        out.digest(utterance.take());
        PIECES.write(utterance.pieces(), out);
        out.difference(utterance.first().start() - utterance.clipStart());
        out.number(utterance.lead());
        out.ascending(utterance.covered().stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public Live read(EntryReader in) {
        String id = in.uuid();
        Digest take = in.digest();
        List<Piece> pieces = PIECES.read(in);
        long clipStart = pieces.get(0).start() - in.difference();
        int lead = in.integer();
        List<Integer> covered = Arrays.stream(in.ascending()).boxed().toList();
        return new Live(id, new LiveUtterance(take, clipStart, lead, pieces, covered));
    }

    private static final class Pieces implements Codec<Piece> {
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
}
