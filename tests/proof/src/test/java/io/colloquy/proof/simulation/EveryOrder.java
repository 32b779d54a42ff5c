package io.colloquy.proof.simulation;

import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.recordings.RandomRecordings;
import io.colloquy.proof.recordings.Uploads;
import io.colloquy.proof.recordings.Uploads.Upload;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A few chunks of one stream, uploaded in every order in which they may come. */
final class EveryOrder {
    static final long START = 2_833_340L * Timeline.BUCKET_MICROS;

    private EveryOrder() {}

    /** @return what is stored in the end, the same each time and as the definition says */
    static Storage publish(Chunk... chunks) {
        Storage stored = null;
        for (List<Chunk> order : orders(List.of(chunks))) {
            Simulation simulation = new Simulation(new Random(1), 0);
            for (Chunk chunk : order) {
                simulation.send(chunk, chunk.source(), 0);
                simulation.runFor(chunks[0].equals(order.get(0)) ? 1_000 : 60_000);
            }
            simulation.run();
            List<Upload> uploads = order.stream()
                    .map(chunk -> new Upload(chunk, chunk.source()))
                    .toList();
            stored = simulation.storage();
            Expected.of(Simulation.STREAM, new Uploads(uploads, order)).assertStored(stored);
        }
        return stored;
    }

    private static List<List<Chunk>> orders(List<Chunk> chunks) {
        if (chunks.isEmpty()) return List.of(List.of());
        List<List<Chunk>> orders = new ArrayList<>();
        for (Chunk last : chunks) {
            List<Chunk> others = new ArrayList<>(chunks);
            others.remove(last);
            for (List<Chunk> order : orders(others)) {
                List<Chunk> whole = new ArrayList<>(order);
                whole.add(last);
                orders.add(whole);
            }
        }
        return orders;
    }

    /** A chunk of so many seconds with sound from one to another. */
    static Chunk chunk(Source source, double start, double length, double from, double to) {
        byte[] pcm = new byte[2 * samples(length)];
        for (int i = samples(from); i < samples(to); i++) pcm[2 * i] = 1;
        ChunkKey key = new ChunkKey(START + Math.round(start * 1e6), RandomRecordings.FORMAT.digest(pcm));
        return new Chunk(key, source, pcm);
    }

    private static int samples(double seconds) {
        return (int) Math.round(seconds * Timeline.SAMPLE_RATE);
    }
}
