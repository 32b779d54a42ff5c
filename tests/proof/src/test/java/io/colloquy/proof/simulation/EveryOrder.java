package io.colloquy.proof.simulation;

import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.recordings.RandomRecordings;
import io.colloquy.proof.recordings.Uploads;
import io.colloquy.proof.recordings.Uploads.Upload;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Pcm16;
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

    /** A chunk of so many seconds with sound from one to another: another sound in each chunk, of one voice. */
    static Chunk chunk(Source source, double start, double length, double from, double to) {
        byte[] pcm = new byte[2 * samples(length)];
        Random random = new Random(Double.hashCode(start) * 31L + source.ordinal());
        short level = 1;
        for (int i = samples(from); i < samples(to); i++) {
            Pcm16.put(pcm, 2 * i, level);
            if (i % (Timeline.SAMPLE_RATE / 10) == 0) level = (short) (1 + 8 * random.nextInt(400));
        }
        ChunkKey key = new ChunkKey(START + Math.round(start * 1e6), RandomRecordings.FORMAT.digest(pcm));
        return new Chunk(key, source, pcm);
    }

    private static int samples(double seconds) {
        return (int) Math.round(seconds * Timeline.SAMPLE_RATE);
    }
}
