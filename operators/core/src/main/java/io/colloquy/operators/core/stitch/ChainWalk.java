package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.stitch.ChainSection.Kind;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.function.Function;

/**
 * Walks a chain from a part to both sides, as far as utterances near the part depend on it: to the next silence; or,
 * where the sound goes on and on, out of reach of anything that can happen at the part.
 */
final class ChainWalk {
    private final Function<PartId, PartEntry> parts;
    private final int minSilence;
    private final long reach;

    ChainWalk(Function<PartId, PartEntry> parts, int minSilenceSamples, long reachSamples) {
        this.parts = parts;
        this.minSilence = minSilenceSamples;
        this.reach = reachSamples;
    }

    ChainSection around(PartEntry part) {
        Deque<PartEntry> section = new ArrayDeque<>();
        section.add(part);
        Stop left = walk(part, section, true);
        Stop right = walk(part, section, false);
        return ChainSection.of(new ArrayList<>(section), left.kind, left.inset, right.kind, right.inset);
    }

    /** @param inset samples of the outermost part that lie beyond the silence that ended the walk */
    private record Stop(Kind kind, int inset) {}

    private Stop walk(PartEntry from, Deque<PartEntry> section, boolean left) {
        long walked = 0;
        int quiet = 0;
        PartEntry at = from;
        while (walked < reach) {
            PartEntry next = neighbour(at, left);
            if (next == null) return new Stop(endsChunk(at, left) ? Kind.CHAIN_END : Kind.AWAITED, 0);
            if (at.failed() || next.failed()) return new Stop(Kind.SILENCE, 0);
            if (left) section.addFirst(next);
            else section.addLast(next);
            Intervals speech = next.speech();
            int position = 0; // samples of this part already passed
            for (int i = 0; i < speech.count(); i++) {
                int last = speech.count() - 1 - i;
                int start = left ? next.samples() - speech.to(last) : speech.from(i);
                if (quiet + start - position >= minSilence) return new Stop(Kind.SILENCE, next.samples() - start);
                position = left ? next.samples() - speech.from(last) : speech.to(i);
                quiet = 0;
            }
            quiet += next.samples() - position;
            if (quiet >= minSilence) return new Stop(Kind.SILENCE, 0);
            walked += next.samples();
            at = next;
        }
        return new Stop(Kind.OUT_OF_REACH, 0);
    }

    private static boolean endsChunk(PartEntry part, boolean left) {
        return left ? part.first() : part.last();
    }

    private PartEntry neighbour(PartEntry part, boolean left) {
        return parts.apply(left ? part.before() : part.after());
    }
}
