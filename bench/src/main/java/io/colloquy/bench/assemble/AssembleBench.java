package io.colloquy.bench.assemble;

import io.colloquy.bench.assemble.History.Cost;
import io.colloquy.bench.assemble.Upload.Shape;
import io.colloquy.bench.comparison.BenchResult;
import io.colloquy.bench.comparison.Comparison;
import io.colloquy.bench.comparison.Comparison.Round;
import io.colloquy.connectors.postgres.PostgresSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The operators behind the decoder, each on a RocksDB of its own, with models that answer at once: what a late chunk
 * costs them, what they keep, and what they write and spend beside Flink's session windows.
 */
public final class AssembleBench {
    private static final String EDGES = "stitch/edge-audio";
    private static final double STATE_LIMIT_KB = 400;
    /** Half a minute of Opus takes some 100 KB: five of them a second fill 4 Mbit/s, as a phone has upwards. */
    private static final Shape ONE_DEVICE = new Shape(1, 24, 5);
    /**
     * As many hours as a benchmark has time for, at a pace that makes their upload take eight minutes, nearly as long
     * as that of the day: it is how often the debounce ends while a conversation is being uploaded that decides how
     * often it is published. Devices that come back together also share what their gateway takes in: here 80 Mbit/s.
     */
    private static final Shape MANY_DEVICES = new Shape(200, 2, 0.5);

    private final Consumer<String> progress;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private final PostgresSettings postgres;

    private AssembleBench(PostgresSettings postgres, Consumer<String> progress) {
        this.postgres = postgres;
        this.progress = progress;
    }

    /**
     * @param postgres on this machine, with a schema {@code colloquy} that is this benchmark's alone: it is emptied
     * @param rounds of what is compared by time; what is counted is the same in each
     * @param progress takes a line now and then, for a person
     */
    public static BenchResult run(PostgresSettings postgres, int rounds, Consumer<String> progress) throws Exception {
        AssembleBench bench = new AssembleBench(postgres, progress);
        bench.againstSessions(rounds);
        bench.lateChunks();
        bench.stateSize();
        return new BenchResult(bench.comparisons, bench.details, bench.notes);
    }

    private void againstSessions(int rounds) throws Exception {
        List<AgainstSessions> inputs = List.of(
                new AgainstSessions("24 h of one device", new Upload(ONE_DEVICE), postgres),
                new AgainstSessions(
                        MANY_DEVICES.hours() + " h of each of 200 devices", new Upload(MANY_DEVICES), postgres));
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
        StateSize.Measured found = StateSize.measure();
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
