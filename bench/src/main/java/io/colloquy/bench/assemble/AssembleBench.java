package io.colloquy.bench.assemble;

import io.colloquy.bench.BenchResult;
import io.colloquy.bench.Comparison;
import io.colloquy.bench.Comparison.Round;
import io.colloquy.bench.assemble.History.Cost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The operators behind the decoder, each on a RocksDB of its own, with models that answer at once: what a late chunk
 * costs them, what they keep, and what they write and spend beside Flink's session windows.
 */
public final class AssembleBench {
    private static final String EDGES = "stitch/edge-audio";
    private static final double STATE_LIMIT_KB = 400;

    private final Consumer<String> progress;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private AssembleBench(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * @param rounds of what is compared by time; what is counted is the same in each
     * @param progress takes a line now and then, for a person
     */
    public static BenchResult run(int rounds, Consumer<String> progress) throws Exception {
        AssembleBench bench = new AssembleBench(progress);
        bench.againstSessions(rounds);
        bench.lateChunks();
        bench.stateSize();
        return new BenchResult(bench.comparisons, bench.details, bench.notes);
    }

    private void againstSessions(int rounds) throws Exception {
        List<AgainstSessions> inputs = List.of(
                new AgainstSessions("24 h of one device", new Upload(1, TimeUnit.HOURS.toMillis(24))),
                new AgainstSessions(
                        "half an hour of each of 200 devices", new Upload(200, TimeUnit.MINUTES.toMillis(30))));
        inputs.get(0).warmUp();
        for (AgainstSessions input : inputs) {
            for (int i = 0; i < rounds; i++) input.round(progress);
            comparisons.addAll(input.comparisons());
            notes.add(input.note());
        }
        details.put(
                "session_windows_wrong",
                inputs.stream().map(AgainstSessions::wrong).toList());
    }

    private void lateChunks() throws Exception {
        List<Cost> conversations = LateChunks.measure(LateChunks.CONVERSATIONS, progress);
        List<Cost> one = LateChunks.measure(LateChunks.ONE_CONVERSATION, progress);
        comparisons.addAll(LateChunks.compare("a late chunk into 100,000 utterances, against 10", conversations));
        comparisons.addAll(LateChunks.compare("a late chunk into a conversation of 100,000, against 10", one));
        details.put("late_chunk", Map.of("conversations", conversations, "one_conversation", one));
        conversations.forEach(cost -> notes.add("late chunk, many conversations: " + cost));
        one.forEach(cost -> notes.add("late chunk, one conversation: " + cost));
    }

    private void stateSize() throws Exception {
        progress.accept("state: recording an hour of conversation");
        StateSize.Found found = StateSize.measure();
        double kept = found.bytes().entrySet().stream()
                .filter(state -> !state.getKey().equals(EDGES))
                .mapToLong(Map.Entry::getValue)
                .sum();
        Round round = new Round(kept / 1000, STATE_LIMIT_KB);
        comparisons.add(
                Comparison.atMost("state of an hour of conversation, settled, without edges", "KB", 1, List.of(round)));
        details.put("state", found);
        found.bytes().forEach((state, bytes) -> notes.add(String.format("state: %s %,d bytes", state, bytes)));
    }
}
