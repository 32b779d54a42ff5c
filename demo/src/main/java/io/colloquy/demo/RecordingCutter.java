package io.colloquy.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Cuts recordings at random packets, never looking at what is said there, and deals out encodings. */
final class RecordingCutter {
    static final int MIN_PACKETS = 5_000 / Recording.PACKET_MILLIS;
    static final int MAX_PACKETS = Encoding.OPUS.maxPackets();
    /** What the slice that is cut short at a recording's end is made of. */
    static final int LAST_PACKETS = 6_000 / Recording.PACKET_MILLIS;

    /** Every encoding comes up once a round; most devices send Opus. */
    private static final List<Encoding> ROUND = List.of(
            Encoding.OPUS,
            Encoding.OPUS,
            Encoding.OPUS,
            Encoding.OPUS_WITH_A_BROKEN_PACKET,
            Encoding.OGG,
            Encoding.OGG,
            Encoding.PCM_S16LE,
            Encoding.PCM_S16LE_24K,
            Encoding.PCM_U8_STEREO,
            Encoding.MULAW,
            Encoding.WAV,
            Encoding.WAV_MULAW_STEREO,
            Encoding.FLAC);

    private final Random random;
    private final Deque<Encoding> deck = new ArrayDeque<>();

    RecordingCutter(Random random) {
        this.random = random;
    }

    /** Slices of 5 to 60 s that follow one another without a gap; a recording shorter than 5 s is one. */
    List<ChunkSlice> cut(Recording recording) {
        return cut(recording, recording.packets().size());
    }

    /** The same of a recording of more than 11 s, but the last slice is a file that was cut short. */
    List<ChunkSlice> cutAndTruncate(Recording recording) {
        int end = recording.packets().size();
        List<ChunkSlice> slices = cut(recording, end - LAST_PACKETS);
        slices.add(new ChunkSlice(recording, end - LAST_PACKETS, end, Encoding.TRUNCATED_WAV));
        return slices;
    }

    private List<ChunkSlice> cut(Recording recording, int end) {
        List<ChunkSlice> slices = new ArrayList<>();
        for (int from = 0; from < end; ) {
            ChunkSlice slice = next(recording, from, end - from);
            slices.add(slice);
            from = slice.to();
        }
        return slices;
    }

    private ChunkSlice next(Recording recording, int from, int left) {
        Encoding encoding = deal();
        int length = MIN_PACKETS + random.nextInt(encoding.maxPackets() - MIN_PACKETS + 1);
        if (left - length >= MIN_PACKETS) return new ChunkSlice(recording, from, from + length, encoding);
        // What would be left is too short for a chunk: the last one or two share it.
        deck.push(encoding);
        int shared = left <= MAX_PACKETS ? left : left / 2;
        return new ChunkSlice(recording, from, from + shared, Encoding.OPUS);
    }

    private Encoding deal() {
        if (deck.isEmpty()) {
            List<Encoding> round = new ArrayList<>(ROUND);
            Collections.shuffle(round, random);
            deck.addAll(round);
        }
        return deck.pop();
    }
}
