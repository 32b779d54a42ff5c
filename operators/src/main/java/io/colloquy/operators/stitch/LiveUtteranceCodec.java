package io.colloquy.operators.stitch;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Piece;
import java.util.Arrays;
import java.util.List;

/** How utterances of the live set are written, in state and in messages. */
public final class LiveUtteranceCodec implements Codec<LiveUtterance> {
    private static final Codec<List<Piece>> PIECES = new PieceCodec().list();

    @Override
    public void write(LiveUtterance utterance, EntryWriter out) {
        out.digest(utterance.take());
        PIECES.write(utterance.pieces(), out);
        out.difference(utterance.first().start() - utterance.clipStart());
        out.number(utterance.lead());
        out.ascending(utterance.covered().stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public LiveUtterance read(EntryReader in) {
        Digest take = in.digest();
        List<Piece> pieces = PIECES.read(in);
        long clipStart = pieces.get(0).start() - in.difference();
        int lead = in.integer();
        List<Integer> covered = Arrays.stream(in.ascending()).boxed().toList();
        return new LiveUtterance(take, clipStart, lead, pieces, covered);
    }
}
