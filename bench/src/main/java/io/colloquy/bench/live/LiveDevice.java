package io.colloquy.bench.live;

import io.colloquy.audio.LengthPrefixedPackets;
import io.colloquy.demo.Recording;
import io.colloquy.demo.scoring.Turn;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A device that records now, what somebody recorded once, and sends each chunk as soon as it is full.
 *
 * @param begin when it begins to record, µs since the epoch
 * @param from the first packet that it hears, of 20 ms each
 * @param packetsPerChunk how many it sends at a time
 * @param chunks how many times
 */
record LiveDevice(StreamId stream, Recording recording, long begin, int from, int packetsPerChunk, int chunks) {
    private static final long PACKET_MICROS = 20_000;
    private static final int RATE = 16_000;
    /** Silence of less does not end an utterance: {@code stitch.min-silence}, and what voice activity adds to speech. */
    private static final long PAUSE_MICROS = 700_000;

    /** Somebody speaks without a pause, and a later chunk follows. @param end µs since the epoch */
    record Stretch(StreamId stream, long start, long end) {}

    /** When a chunk is full, µs since the epoch. */
    long fullAt(int chunk) {
        return startOf(chunk + 1);
    }

    private long startOf(int chunk) {
        return begin + chunk * packetsPerChunk * PACKET_MICROS;
    }

    /** A chunk as Kafka takes it. */
    byte[] record(int chunk) {
        int first = from + chunk * packetsPerChunk;
        List<byte[]> packets = recording.packets().subList(first, first + packetsPerChunk);
        return AudioChunkWriter.toCbor(new AudioChunk(
                "live-" + chunk,
                stream,
                Source.LIVE,
                startOf(chunk),
                Format.opus(RATE, 1, Framing.U32LE),
                LengthPrefixedPackets.write(packets),
                null));
    }

    /** What is said whole, while the device listens. */
    List<Stretch> stretches() {
        long shift = begin - from * PACKET_MICROS - recording.start();
        List<Stretch> all = new ArrayList<>();
        recording.turns().stream()
                .map(turn -> turn.movedBy(shift))
                .sorted(Comparator.comparingLong(Turn::start))
                .forEach(turn -> add(turn, all));
        all.removeIf(stretch -> stretch.start() < begin || stretch.end() > startOf(chunks - 1));
        return all;
    }

    private void add(Turn turn, List<Stretch> all) {
        Stretch last = all.isEmpty() ? null : all.get(all.size() - 1);
        boolean goesOn = last != null && turn.start() - last.end() < PAUSE_MICROS;
        if (goesOn) all.remove(all.size() - 1);
        all.add(new Stretch(
                stream, goesOn ? last.start() : turn.start(), goesOn ? Math.max(last.end(), turn.end()) : turn.end()));
    }
}
