package io.colloquy.proof.oracle;

import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Timeline;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** For which samples another recording speaks. */
final class OverlapRule {
    private final long drift;
    private final Map<PartId, BitSet> overlapped = new HashMap<>();

    OverlapRule(List<List<OraclePart>> chains, long drift) {
        this.drift = drift;
        for (List<OraclePart> chain : chains) for (OraclePart part : chain) overlapped.put(part.id(), new BitSet());
        for (List<OraclePart> speaking : chains) {
            for (OraclePart p : speaking) {
                for (List<OraclePart> chain : chains)
                    for (OraclePart c : chain) if (mayOverlap(p, c, chain)) overlap(p, speaking, c);
            }
        }
    }

    /** The overlapped samples of a part. */
    BitSet of(PartId part) {
        return overlapped.get(part);
    }

    private static boolean mayOverlap(OraclePart p, OraclePart c, List<OraclePart> chain) {
        boolean meet = p.start() < c.end() && c.start() < p.end();
        return meet && !p.failed() && !c.failed() && OraclePart.PRIORITY.compare(p, c) < 0 && !linked(p, c, chain);
    }

    private static boolean linked(OraclePart p, OraclePart c, List<OraclePart> chain) {
        return chain.contains(p) && Math.abs(chain.indexOf(p) - chain.indexOf(c)) == 1;
    }

    /** Where {@code p} is, no further than the drift from any sound of its chain. */
    private void overlap(OraclePart p, List<OraclePart> chain, OraclePart c) {
        for (OraclePart part : chain) {
            for (int i = 0; i < part.speech().length; i += 2) {
                long from = part.start() + Timeline.micros(part.speech()[i]) - drift;
                long last = part.start() + Timeline.micros(part.speech()[i + 1]) + drift;
                int first = c.firstAt(Math.max(p.start(), from));
                int end = c.firstAt(Math.min(p.end(), last + 1));
                if (first < end) overlapped.get(c.id()).set(first, end);
            }
        }
    }
}
