package io.colloquy.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Cuts recordings at random packets, never looking at what is said there. */
final class Cutter {
    static final int MIN_PACKETS = 5_000 / Recording.PACKET_MILLIS;
    static final int MAX_PACKETS = 60_000 / Recording.PACKET_MILLIS;
    /** 8 s of PCM are 250 KiB; a chunk holds 256 KiB. */
    static final int MAX_PCM_PACKETS = 8_000 / Recording.PACKET_MILLIS;

    private static final double PCM_SHARE = 0.3;

    private final Random random;

    Cutter(Random random) {
        this.random = random;
    }

    /** Slices of 5 to 60 s that follow one another without a gap; a recording shorter than 5 s is one. */
    List<Slice> cut(Recording recording) {
        List<Slice> slices = new ArrayList<>();
        int end = recording.packets().size();
        for (int from = 0; from < end; ) {
            Slice slice = next(recording, from, end - from);
            slices.add(slice);
            from = slice.to();
        }
        return slices;
    }

    private Slice next(Recording recording, int from, int left) {
        boolean pcm = random.nextDouble() < PCM_SHARE;
        int length = MIN_PACKETS + random.nextInt((pcm ? MAX_PCM_PACKETS : MAX_PACKETS) - MIN_PACKETS + 1);
        if (left - length >= MIN_PACKETS) return new Slice(recording, from, from + length, pcm);
        // What would be left is too short for a chunk: the last one or two share it.
        int shared = left <= MAX_PACKETS ? left : left / 2;
        return new Slice(recording, from, from + shared, false);
    }
}
