package io.colloquy.proof.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which parts follow which. */
final class Chains {
    private final List<OraclePart> parts;
    private final long tolerance;

    /** @param parts in their order */
    Chains(List<OraclePart> parts, long tolerance) {
        this.parts = parts;
        this.tolerance = tolerance;
    }

    List<List<OraclePart>> all() {
        Map<OraclePart, OraclePart> next = new HashMap<>();
        for (OraclePart a : parts) {
            for (OraclePart b : parts) {
                boolean inChunk = a.id().chunk().equals(b.id().chunk()) && b.id().index() == a.id().index() + 1;
                if (inChunk || linkable(a, b) && b == bestAfter(a) && a == bestBefore(b)) next.put(a, b);
            }
        }
        List<List<OraclePart>> chains = new ArrayList<>();
        for (OraclePart part : parts) {
            if (next.containsValue(part)) continue;
            List<OraclePart> chain = new ArrayList<>();
            for (OraclePart p = part; p != null; p = next.get(p)) chain.add(p);
            chains.add(chain);
        }
        return chains;
    }

    private OraclePart bestAfter(OraclePart a) {
        return parts.stream()
                .filter(b -> linkable(a, b))
                .min(Comparator.<OraclePart, Boolean>comparing(b -> a.source() != b.source())
                        .thenComparing(b -> Math.abs(b.start() - a.end()))
                        .thenComparing(OraclePart::id))
                .orElse(null);
    }

    private OraclePart bestBefore(OraclePart b) {
        return parts.stream()
                .filter(a -> linkable(a, b))
                .min(Comparator.<OraclePart, Boolean>comparing(a -> a.source() != b.source())
                        .thenComparing(a -> Math.abs(b.start() - a.end()))
                        .thenComparing(OraclePart::id))
                .orElse(null);
    }

    private boolean linkable(OraclePart a, OraclePart b) {
        return a.last()
                && b.id().index() == 0
                && a.id().compareTo(b.id()) < 0
                && Math.abs(b.start() - a.end()) <= tolerance;
    }
}
