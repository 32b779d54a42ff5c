package io.colloquy.proof.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which parts follow which. */
final class Chains {
    private final List<Part> parts;
    private final long tolerance;

    /** @param parts in their order */
    Chains(List<Part> parts, long tolerance) {
        this.parts = parts;
        this.tolerance = tolerance;
    }

    List<List<Part>> all() {
        Map<Part, Part> next = new HashMap<>();
        for (Part a : parts) {
            for (Part b : parts) {
                boolean inChunk = a.id().chunk().equals(b.id().chunk()) && b.id().index() == a.id().index() + 1;
                if (inChunk || linkable(a, b) && b == bestAfter(a) && a == bestBefore(b)) next.put(a, b);
            }
        }
        List<List<Part>> chains = new ArrayList<>();
        for (Part part : parts) {
            if (next.containsValue(part)) continue;
            List<Part> chain = new ArrayList<>();
            for (Part p = part; p != null; p = next.get(p)) chain.add(p);
            chains.add(chain);
        }
        return chains;
    }

    private Part bestAfter(Part a) {
        return parts.stream()
                .filter(b -> linkable(a, b))
                .min(Comparator.<Part, Boolean>comparing(b -> a.source() != b.source())
                        .thenComparing(b -> Math.abs(b.start() - a.end()))
                        .thenComparing(Part::id))
                .orElse(null);
    }

    private Part bestBefore(Part b) {
        return parts.stream()
                .filter(a -> linkable(a, b))
                .min(Comparator.<Part, Boolean>comparing(a -> a.source() != b.source())
                        .thenComparing(a -> Math.abs(b.start() - a.end()))
                        .thenComparing(Part::id))
                .orElse(null);
    }

    private boolean linkable(Part a, Part b) {
        return a.last()
                && b.id().index() == 0
                && a.id().compareTo(b.id()) < 0
                && Math.abs(b.start() - a.end()) <= tolerance;
    }
}
