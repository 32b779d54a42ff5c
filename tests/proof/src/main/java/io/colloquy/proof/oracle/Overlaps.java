package io.colloquy.proof.oracle;

import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Timeline;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** For which samples another recording speaks. */
final class Overlaps {
    private final long drift;
    private final Map<PartId, BitSet> covered = new HashMap<>();

    Overlaps(List<List<Part>> chains, long drift) {
        this.drift = drift;
        for (List<Part> chain : chains) for (Part part : chain) covered.put(part.id(), new BitSet());
        for (List<Part> speaking : chains) {
            for (Part p : speaking) {
                for (List<Part> chain : chains) for (Part c : chain) if (mayCover(p, c, chain)) cover(p, speaking, c);
            }
        }
    }

    /** The covered samples of a part. */
    BitSet of(PartId part) {
        return covered.get(part);
    }

    private static boolean mayCover(Part p, Part c, List<Part> chain) {
        boolean meet = p.start() < c.end() && c.start() < p.end();
        return meet && !p.failed() && !c.failed() && Part.PRIORITY.compare(p, c) < 0 && !linked(p, c, chain);
    }

    private static boolean linked(Part p, Part c, List<Part> chain) {
        return chain.contains(p) && Math.abs(chain.indexOf(p) - chain.indexOf(c)) == 1;
    }

    /** Where {@code p} is, no further than the drift from any sound of its chain. */
    private void cover(Part p, List<Part> chain, Part c) {
        for (Part part : chain) {
            for (int i = 0; i < part.raw().length; i += 2) {
                long from = part.start() + Timeline.micros(part.raw()[i]) - drift;
                long last = part.start() + Timeline.micros(part.raw()[i + 1]) + drift;
                int first = c.firstAt(Math.max(p.start(), from));
                int end = c.firstAt(Math.min(p.end(), last + 1));
                if (first < end) covered.get(c.id()).set(first, end);
            }
        }
    }
}
