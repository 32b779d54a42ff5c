package io.colloquy.local.scoring;

import io.colloquy.schemas.StreamId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What was really said: the true conversations in the order of their numbers. */
public record Truth(List<TrueConversation> conversations) {

    public Truth {
        conversations = List.copyOf(conversations);
    }

    /** Groups turns by the number of their conversation. */
    public static Truth of(List<Turn> turns) {
        Map<Integer, List<Turn>> byNumber = new TreeMap<>();
        for (Turn turn : turns) {
            byNumber.computeIfAbsent(turn.conversation(), n -> new ArrayList<>())
                    .add(turn);
        }
        return new Truth(byNumber.values().stream().map(TrueConversation::new).toList());
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
