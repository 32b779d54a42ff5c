package io.colloquy.bench.assemble;

import io.colloquy.bench.assemble.History.Cost;
import io.colloquy.bench.assemble.History.Shape;
import io.colloquy.bench.comparison.Comparison;
import io.colloquy.bench.comparison.Comparison.Round;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** What a late chunk costs, by how much history it comes into. The histories take turns, chunk by chunk. */
final class LateChunks {
    private static final double MOST = 1.2;
    private static final double MOST_TIME = 1.5;
    private static final int CHUNKS = 500;
    /** While the compiler is still at work. */
    private static final int WARM_UP = 50;

    private static final int ALL = CHUNKS + WARM_UP;

    private LateChunks() {}

    /** Some ten, a thousand and a hundred thousand utterances of a stream, in conversations of a minute and a half. */
    static final List<Shape> CONVERSATIONS =
            List.of(new Shape(ALL, 1, 3, 1), new Shape(ALL / 50, 79, 3, 50), new Shape(1, 6_430, 3, ALL));
    /** Some ten, a thousand and a hundred thousand utterances of one conversation. */
    static final List<Shape> ONE_CONVERSATION =
            List.of(new Shape(ALL, 1, 3, 1), new Shape(ALL / 50, 1, 236, 50), new Shape(1, 1, 16_220, ALL));

    /** The costs in the order of the histories. */
    static List<Cost> measure(List<Shape> shapes, Consumer<String> progress) throws Exception {
        List<History> histories = new ArrayList<>();
        try {
            for (Shape shape : shapes) {
                History history = new History(shape);
                histories.add(history);
                history.fill();
                progress.accept("late chunks: made a history of " + Math.round(history.utterances()) + " utterances");
            }
            takeTurns(histories, WARM_UP);
            histories.forEach(History::begin);
            takeTurns(histories, CHUNKS);
            return histories.stream().map(History::cost).toList();
        } finally {
            histories.forEach(History::close);
        }
    }

    private static void takeTurns(List<History> histories, int chunks) throws Exception {
        for (int i = 0; i < chunks; i++) {
            for (History history : histories) history.next();
        }
    }

    /** The longest history against the shortest. */
    static List<Comparison> compare(String series, List<Cost> costs) {
        Cost first = costs.get(0);
        Cost last = costs.get(costs.size() - 1);
        List<Comparison> comparisons = new ArrayList<>();
        for (Entry<String, ToDoubleFunction<Cost>> figure : figures().entrySet()) {
            double most = figure.getKey().equals("ms") ? MOST_TIME : MOST;
            ToDoubleFunction<Cost> value = figure.getValue();
            Round round = new Round(value.applyAsDouble(last), value.applyAsDouble(first));
            comparisons.add(Comparison.atMost(series, figure.getKey(), most, List.of(round)));
        }
        return comparisons;
    }

    private static Map<String, ToDoubleFunction<Cost>> figures() {
        Map<String, ToDoubleFunction<Cost>> figures = new LinkedHashMap<>();
        figures.put("RocksDB reads", Cost::reads);
        figures.put("RocksDB writes", Cost::writes);
        figures.put("bytes read from RocksDB", Cost::bytesRead);
        figures.put("bytes written to RocksDB", Cost::bytesWritten);
        figures.put("bytes to Postgres", Cost::postgresBytes);
        figures.put("ms", Cost::millis);
        return figures;
    }
}
