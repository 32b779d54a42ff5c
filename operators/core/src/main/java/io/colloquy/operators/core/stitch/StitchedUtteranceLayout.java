package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Slice;
import java.util.Arrays;
import java.util.List;

/** How utterances of the live set are written, in state and in messages. */
public final class StitchedUtteranceLayout implements Layout<StitchedUtterance> {
    private static final Layout<List<Slice>> PIECES = new SliceLayout().list();

    @Override
    public void write(StitchedUtterance utterance, EntryWriter out) {
        out.digest(utterance.take());
        PIECES.write(utterance.pieces(), out);
        out.difference(utterance.first().start() - utterance.clipStart());
        out.number(utterance.lead());
        out.ascending(utterance.covered().stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public StitchedUtterance read(EntryReader in) {
        Digest take = in.digest();
        List<Slice> pieces = PIECES.read(in);
        long clipStart = pieces.get(0).start() - in.difference();
        int lead = in.integer();
        List<Integer> covered = Arrays.stream(in.ascending()).boxed().toList();
        return new StitchedUtterance(take, clipStart, lead, pieces, covered);
    }
}
