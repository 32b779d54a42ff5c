package io.colloquy.demo.scoring;

import io.colloquy.schemas.StreamId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was really said.
 *
 * @param conversations in the order of their numbers
 * @param clockSteps µs by which the clock of a stream's device may tell its times too early; of others it is right
 */
public record Truth(List<TrueConversation> conversations, Map<StreamId, Long> clockSteps) {

    public Truth {
        conversations = List.copyOf(conversations);
        clockSteps = Map.copyOf(clockSteps);
    }

    /** Groups turns by the number of their conversation. Every clock is right. */
    public static Truth of(List<Turn> turns) {
        return of(turns, Map.of());
    }

    /** Groups turns by the number of their conversation. */
    public static Truth of(List<Turn> turns, Map<StreamId, Long> clockSteps) {
        Map<Integer, List<Turn>> byNumber = new TreeMap<>();
        for (Turn turn : turns) {
            byNumber.computeIfAbsent(turn.conversation(), n -> new ArrayList<>())
                    .add(turn);
        }
        return new Truth(byNumber.values().stream().map(TrueConversation::new).toList(), clockSteps);
    }

    long clockStep(StreamId stream) {
        return clockSteps.getOrDefault(stream, 0L);
    }

    boolean holds(FoundConversation found, Turn turn) {
        return found.contains(turn, clockStep(turn.stream()));
    }

    Stream<Turn> turns() {
        return conversations.stream().flatMap(c -> c.turns().stream());
    }

    /**
     * The conversation of the stream that holds the instant, or else the nearest one; null where the stream has none.
     */
    TrueConversation nearest(StreamId stream, long instant) {
        return conversations.stream()
                .filter(c -> c.stream().equals(stream))
                .min(Comparator.comparingLong(c -> c.distance(instant)))
                .orElse(null);
    }

    /** The turns of one conversation, sorted by start. */
    public record TrueConversation(List<Turn> turns) {

        public TrueConversation {
            turns = turns.stream().sorted(Comparator.comparingLong(Turn::start)).toList();
        }

        StreamId stream() {
            return turns.get(0).stream();
        }

        long start() {
            return turns.get(0).start();
        }

        long end() {
            return turns.stream().mapToLong(Turn::end).max().orElseThrow();
        }

        int number() {
            return turns.get(0).conversation();
        }

        private long distance(long instant) {
            return Math.max(0, Math.max(start() - instant, instant - end()));
        }
    }
}
