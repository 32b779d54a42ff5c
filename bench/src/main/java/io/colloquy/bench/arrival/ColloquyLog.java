package io.colloquy.bench.arrival;

import io.colloquy.bench.arrival.ConversationLog.Logged;
import io.colloquy.bench.arrival.DeliveryPlan.Post;
import io.colloquy.bench.assemble.Chain;
import io.colloquy.bench.assemble.Store;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.connectors.postgres.StreamFilter;
import io.colloquy.demo.Found;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.schemas.ChunkKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The job's operators, one after another on RocksDB, and its sink: what is read from the tables in the end. The clock is
 * one that goes as chunks arrive, so that whatever waits in the job waits here as long.
 */
final class ColloquyLog implements LogMaker {
    private final PostgresSettings postgres;

    /** @param postgres whose schema {@code colloquy} is emptied */
    ColloquyLog(PostgresSettings postgres) {
        this.postgres = postgres;
    }

    @Override
    public String name() {
        return "Colloquy";
    }

    @Override
    public ConversationLog make(DeliveryPlan plan, Ear ear) throws Exception {
        UtterancesHeard heard = new UtterancesHeard(ear);
        try (Store store = new Store(postgres, plan.begin());
                Chain chain = Chain.with(heard, plan.begin(), store)) {
            new Running(store, chain).take(plan);
        }
        Map<ChunkKey, SentChunk> sent = new HashMap<>();
        plan.posts().forEach(post -> post.chunks().forEach(chunk -> sent.put(chunk.key(), chunk)));
        return read(heard, sent);
    }

    /** A job on a clock of its own. */
    private static final class Running {
        private static final long SECOND = 1_000;
        /** After that long nothing happens any more, but what settles. */
        private static final long BUSY = 60 * SECOND;

        private final Store store;
        private final Chain chain;
        private long now;
        private long offset;

        Running(Store store, Chain chain) {
            this.store = store;
            this.chain = chain;
        }

        void take(DeliveryPlan plan) throws Exception {
            now = plan.begin();
            for (Post post : plan.posts()) {
                waitUntil(post.at());
                for (SentChunk chunk : post.chunks()) {
                    for (AudioPart part : chunk.parts(offset, now)) chain.accept(part);
                    offset++;
                }
            }
            waitUntil(now + 2 * Chain.SETTLE_AFTER.toMillis());
        }

        private void waitUntil(long then) throws Exception {
            long busyUntil = Math.min(then, now + BUSY);
            while (now < busyUntil) goOn(Math.min(busyUntil, now + SECOND));
            while (now < then) goOn(Math.min(then, now + BUSY));
        }

        private void goOn(long time) throws Exception {
            now = time;
            chain.advanceTo(now);
            store.advanceTo(now);
        }
    }

    private ConversationLog read(UtterancesHeard heard, Map<ChunkKey, SentChunk> sent) throws SQLException {
        List<Logged> utterances = new ArrayList<>();
        try (ConversationReader reader = new ConversationReader(postgres)) {
            reader.utterances(
                    StreamFilter.ALL,
                    row -> utterances.add(new Logged(
                            Found.utterance(row),
                            heard.shown(row.utteranceId()).stream()
                                    .map(slice -> sent.get(slice.part().chunk())
                                            .recorded(slice.offsetInChunk(), slice.offsetInChunk() + slice.length()))
                                    .toList())));
            return new ConversationLog(Found.conversations(reader), utterances);
        }
    }
}
