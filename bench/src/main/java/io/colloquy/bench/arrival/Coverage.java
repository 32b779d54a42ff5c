package io.colloquy.bench.arrival;

import io.colloquy.bench.arrival.ConversationLog.Logged;
import io.colloquy.demo.scoring.Turn;
import io.colloquy.schemas.StreamId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of what was said a log tells of, by when it was really recorded: clocks play no part in it. Where exactly an
 * utterance begins and ends is a matter of a quarter of a second, so that much does not count.
 *
 * @param speechSeconds in which somebody speaks
 * @param lostSeconds of these, with no row that tells of them
 * @param twiceSeconds of these, with several
 */
record Coverage(double speechSeconds, double lostSeconds, double twiceSeconds) {
    private static final long SLACK = 250_000;
    private static final double SECOND = 1e6;

    static Coverage of(List<Turn> turns, List<Logged> rows) {
        Map<StreamId, List<Edge>> edges = new HashMap<>();
        for (Turn turn : turns) add(edges, turn.stream(), turn.start(), turn.end(), new Depth(1, 0, 0));
        for (Logged row : rows) {
            for (RecordedSpan span : row.sound()) {
                StreamId stream = row.row().stream();
                add(edges, stream, span.from() - SLACK, span.to() + SLACK, new Depth(0, 1, 0));
                add(edges, stream, span.from() + SLACK, span.to() - SLACK, new Depth(0, 0, 1));
            }
        }
        Coverage total = new Coverage(0, 0, 0);
        for (List<Edge> stream : edges.values()) total = total.plus(swept(stream));
        return total;
    }

    /** How many turns there are at an instant, rows that may tell of it, and rows that surely do. */
    private record Depth(int turns, int rows, int sureRows) {

        Depth plus(Depth other) {
            return new Depth(turns + other.turns, rows + other.rows, sureRows + other.sureRows);
        }

        Depth negated() {
            return new Depth(-turns, -rows, -sureRows);
        }
    }

    private record Edge(long at, Depth change) {}

    private static void add(Map<StreamId, List<Edge>> edges, StreamId stream, long from, long to, Depth depth) {
        if (from >= to) return;
        List<Edge> all = edges.computeIfAbsent(stream, s -> new ArrayList<>());
        all.add(new Edge(from, depth));
        all.add(new Edge(to, depth.negated()));
    }

    private static Coverage swept(List<Edge> edges) {
        edges.sort(Comparator.comparingLong(Edge::at));
        Coverage total = new Coverage(0, 0, 0);
        Depth depth = new Depth(0, 0, 0);
        for (int i = 0; i + 1 < edges.size(); i++) {
            depth = depth.plus(edges.get(i).change);
            double seconds = (edges.get(i + 1).at - edges.get(i).at) / SECOND;
            if (depth.turns > 0)
                total = total.plus(
                        new Coverage(seconds, depth.rows == 0 ? seconds : 0, depth.sureRows > 1 ? seconds : 0));
        }
        return total;
    }

    private Coverage plus(Coverage other) {
        return new Coverage(
                speechSeconds + other.speechSeconds,
                lostSeconds + other.lostSeconds,
                twiceSeconds + other.twiceSeconds);
    }
}
