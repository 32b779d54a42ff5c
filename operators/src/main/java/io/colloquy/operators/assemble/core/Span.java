package io.colloquy.operators.assemble.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a node keeps of its children, so that a conversation however long is known from the nodes above one of its
 * buckets.
 *
 * @param children by number: of each, the segments of conversations that don't lie in it whole, at most two
 */
public record Span(List<List<Segment>> children) {
    static final Span EMPTY = new Span(Collections.nCopies(Node.CHILDREN, List.of()));

    public Span {
        if (children.size() != Node.CHILDREN) throw new IllegalArgumentException("a span has eight children");
        children = children.stream().map(List::copyOf).toList();
    }

    Span with(int child, List<Segment> segments) {
        List<List<Segment>> changed = new ArrayList<>(children);
        changed.set(child, segments);
        return new Span(changed);
    }

    boolean isEmpty() {
        return children.stream().allMatch(List::isEmpty);
    }

    /** Its segments, joined where they are of one conversation; {@code node} is where it lies. */
    List<Stretch> stretches(Node node) {
        List<Stretch> stretches = new ArrayList<>();
        List<Stretch.Part> parts = new ArrayList<>();
        for (int child = 0; child < children.size(); child++) {
            for (Segment segment : children.get(child)) {
                if (!segment.continues() && !parts.isEmpty()) {
                    stretches.add(new Stretch(node, parts));
                    parts = new ArrayList<>();
                }
                parts.add(new Stretch.Part(node.child(child), segment));
            }
        }
        if (!parts.isEmpty()) stretches.add(new Stretch(node, parts));
        return stretches;
    }
}
