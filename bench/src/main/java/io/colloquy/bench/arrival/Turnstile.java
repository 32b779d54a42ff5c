package io.colloquy.bench.arrival;

import io.colloquy.bench.arrival.ConversationLog.Logged;
import io.colloquy.schemas.StreamId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Assigns what is said in chunks to conversations as it arrives. Within a request chunks take their turn in the order of
 * time. A chunk joins the conversation of its stream that lies within two minutes of it, of several the one whose bounds
 * are nearest to its own; else it begins a new one. So two conversations stay two, whatever comes between them later.
 */
final class Turnstile {
    private static final long REACH = TimeUnit.MINUTES.toMicros(2);

    private final Map<StreamId, List<Gathered>> conversations = new HashMap<>();
    private int created;

    /** What is said in a chunk. @param lines one at least, ascending */
    record SpokenChunk(StreamId stream, List<HeardLine> lines) {

        long start() {
            return lines.get(0).start();
        }

        long end() {
            return lines.get(lines.size() - 1).end();
        }
    }

    /** A conversation so far. */
    private static final class Gathered {
        private final String id;
        private final List<HeardLine> lines = new ArrayList<>();
        private long start = Long.MAX_VALUE;
        private long end = Long.MIN_VALUE;

        Gathered(String id) {
            this.id = id;
        }

        boolean near(SpokenChunk chunk) {
            return end >= chunk.start() - REACH && start <= chunk.end() + REACH;
        }

        long distance(SpokenChunk chunk) {
            return Math.min(Math.abs(start - chunk.start()), Math.abs(end - chunk.end()));
        }

        void join(SpokenChunk chunk) {
            for (HeardLine line : chunk.lines)
                if (lines.stream().noneMatch(known -> tellsTheSame(known, line))) lines.add(line);
            start = Math.min(start, chunk.start());
            end = Math.max(end, chunk.end());
        }

        /** At the same time, in the same words. */
        private static boolean tellsTheSame(HeardLine known, HeardLine line) {
            return known.start() < line.end()
                    && line.start() < known.end()
                    && known.text().equals(line.text());
        }
    }

    /** Takes the chunks of one request. */
    void take(List<SpokenChunk> request) {
        request.stream().sorted(Comparator.comparingLong(SpokenChunk::start)).forEach(this::assign);
    }

    private void assign(SpokenChunk chunk) {
        List<Gathered> known = conversations.computeIfAbsent(chunk.stream, stream -> new ArrayList<>());
        Gathered nearest = known.stream()
                .filter(conversation -> conversation.near(chunk))
                .min(Comparator.comparingLong(conversation -> conversation.distance(chunk)))
                .orElse(null);
        if (nearest == null) {
            nearest = new Gathered("conversation-" + ++created);
            known.add(nearest);
        }
        nearest.join(chunk);
    }

    ConversationLog log() {
        List<Logged> utterances = new ArrayList<>();
        conversations.forEach((stream, all) -> all.forEach(conversation ->
                conversation.lines.forEach(line -> utterances.add(line.logged(stream, conversation.id)))));
        return ConversationLog.of(utterances);
    }
}
