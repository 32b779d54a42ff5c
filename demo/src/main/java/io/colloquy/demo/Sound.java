package io.colloquy.demo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A recording as packets and as samples. Decodes all of it, once for each rate: a packet builds on its predecessors.
 */
final class Sound {
    private final Recording recording;
    private final Map<Integer, short[]> byRate = new HashMap<>();

    Sound(Recording recording) {
        this.recording = recording;
    }

    Recording recording() {
        return recording;
    }

    List<byte[]> packets(int from, int to) {
        return recording.packets().subList(from, to);
    }

    /** Mono samples at one of Opus' own rates of what lies in the packets {@code [from, to)}. */
    short[] samples(int rate, int from, int to) {
        int packet = Recording.packetSamples(rate);
        return Arrays.copyOfRange(byRate.computeIfAbsent(rate, recording::decode), from * packet, to * packet);
    }
}
