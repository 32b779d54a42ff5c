package io.colloquy.bench.comparison;

import java.util.List;
import java.util.Map;

/**
 * What a benchmark found.
 *
 * @param details behind the comparisons, for a report: values that JSON can hold
 * @param notes for a person
 */
public record BenchResult(List<Comparison> comparisons, Map<String, Object> details, List<String> notes) {

    public static BenchResult of(List<Comparison> comparisons) {
        return new BenchResult(comparisons, Map.of(), List.of());
    }
}
