package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.stitch.Match.Side;

/** Layout of a match. */
public final class MatchLayout implements Layout<Match> {

    @Override
    public void write(Match match, EntryWriter out) {
        write(match.one(), out);
        write(match.other(), out);
        out.difference(match.shift());
        out.number(match.frames());
    }

    private static void write(Side side, EntryWriter out) {
        CommonLayouts.PART.write(side.take().part(), out);
        out.number(side.take().from());
        CommonLayouts.SOURCE.write(side.source(), out);
    }

    @Override
    public Match read(EntryReader in) {
        return new Match(side(in), side(in), in.difference(), in.integer());
    }

    private static Side side(EntryReader in) {
        return new Side(new TakeId(CommonLayouts.PART.read(in), in.integer()), CommonLayouts.SOURCE.read(in));
    }
}
