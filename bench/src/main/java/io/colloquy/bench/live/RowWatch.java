package io.colloquy.bench.live;

import io.colloquy.bench.live.LiveDevice.Stretch;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.connectors.postgres.StoredUtterance;
import io.colloquy.connectors.postgres.StreamFilter;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Sees when a row first says how a stretch of speech ends. It looks ten times a second, so a tenth of one is its own. */
final class RowWatch {
    /** How far an utterance may end from where speech really does. */
    private static final long TOLERANCE_MICROS = 500_000;

    private final PostgresSettings postgres;
    private final Map<Stretch, Long> seen = new HashMap<>();
    private final Map<Object, List<Stretch>> byStream;
    private final Set<String> known = new HashSet<>();

    RowWatch(PostgresSettings postgres, List<Stretch> stretches) {
        this.postgres = postgres;
        this.byStream = stretches.stream().collect(Collectors.groupingBy(Stretch::stream));
    }

    /** Looks until the time has come, ms since the epoch. */
    void until(long end) throws SQLException, InterruptedException {
        try (ConversationReader reader = new ConversationReader(postgres)) {
            for (long now = System.currentTimeMillis(); now < end; now = System.currentTimeMillis()) {
                reader.utterances(StreamFilter.ALL, this::look);
                TimeUnit.MILLISECONDS.sleep(Math.max(0, now + 100 - System.currentTimeMillis()));
            }
        }
    }

    private void look(StoredUtterance row) {
        if (!known.add(row.utteranceId() + " " + row.endedAt())) return;
        long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        for (Stretch stretch : byStream.getOrDefault(row.stream(), List.of())) {
            boolean ends = row.startedAt() < stretch.end() && row.endedAt() > stretch.end() - TOLERANCE_MICROS;
            if (ends) seen.putIfAbsent(stretch, now);
        }
    }

    /** From the end of speech to its row, µs; infinite where none came. */
    double latency(Stretch stretch) {
        Long at = seen.get(stretch);
        return at == null ? Double.POSITIVE_INFINITY : at - stretch.end();
    }
}
