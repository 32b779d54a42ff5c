package io.colloquy.demo;

import io.colloquy.demo.scoring.Turn;
import io.colloquy.schemas.StreamId;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.List;

/**
 * What one device recorded without a stop, and what was really said.
 *
 * @param start of what the first packet decodes to, µs since the epoch
 * @param clockStep µs: the device tells a time as the last whole multiple of it
 * @param packets of one Opus stream at 16 kHz, mono, 20 ms each
 */
public record Recording(
        String name, StreamId stream, long start, long clockStep, List<byte[]> packets, List<Turn> turns) {
    static final int RATE = 16_000;
    static final int PACKET_MILLIS = 20;

    public Recording {
        packets = List.copyOf(packets);
        turns = List.copyOf(turns);
    }

    /** Start of a packet, µs since the epoch. */
    long startOf(int packet) {
        return start + packet * PACKET_MILLIS * 1000L;
    }

    /** Start of a packet as the device tells it, µs since the epoch. */
    long toldStartOf(int packet) {
        long start = startOf(packet);
        return start - Math.floorMod(start, clockStep);
    }

    int millis() {
        return packets.size() * PACKET_MILLIS;
    }

    static int packetSamples(int rate) {
        return rate / 1000 * PACKET_MILLIS;
    }

    /** All of it as mono samples, at 8, 12, 16, 24 or 48 kHz. */
    short[] decode(int rate) {
        try {
            OpusDecoder decoder = new OpusDecoder(rate, 1);
            int samples = packetSamples(rate);
            short[] all = new short[packets.size() * samples];
            for (int i = 0; i < packets.size(); i++) {
                byte[] packet = packets.get(i);
                decoder.decode(packet, 0, packet.length, all, i * samples, samples, false);
            }
            return all;
        } catch (OpusException e) {
            throw new IllegalStateException("the recording " + name + " is damaged", e);
        }
    }
}
