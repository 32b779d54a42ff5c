package io.colloquy.local.demo;

import io.colloquy.local.scoring.Turn;
import io.colloquy.schemas.StreamId;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What one device recorded without a stop, and what was really said.
 *
 * @param start of what the first packet decodes to, µs since the epoch
 * @param clockStep µs: the device tells a time as the last whole multiple of it
 * @param packets of one Opus stream at 16 kHz, mono, 20 ms each
 */
record Recording(
        String name, StreamId stream, long start, long clockStep, List<byte[]> packets, List<Turn> turns) {
    static final int RATE = 16_000;
    static final int PACKET_MILLIS = 20;
    private static final int PACKET_SAMPLES = RATE / 1000 * PACKET_MILLIS;

    Recording {
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

    /** Packets {@code [from, to)}, each after its length as a little-endian number of four bytes. */
    byte[] u32le(int from, int to) {
        List<byte[]> taken = packets.subList(from, to);
        int bytes =
                taken.stream().mapToInt(packet -> Integer.BYTES + packet.length).sum();
        ByteBuffer framed = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        taken.forEach(packet -> framed.putInt(packet.length).put(packet));
        return framed.array();
    }

    /**
     * What the packets {@code [from, to)} sound like in their place, as PCM16, little-endian. Decodes all that comes
     * before, since a packet builds on its predecessors.
     */
    byte[] pcm(int from, int to) {
        try {
            OpusDecoder decoder = new OpusDecoder(RATE, 1);
            short[] samples = new short[PACKET_SAMPLES];
            ByteBuffer pcm = ByteBuffer.allocate((to - from) * PACKET_SAMPLES * Short.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < to; i++) {
                byte[] packet = packets.get(i);
                decoder.decode(packet, 0, packet.length, samples, 0, PACKET_SAMPLES, false);
                if (i >= from) pcm.asShortBuffer().put(samples);
                if (i >= from) pcm.position(pcm.position() + samples.length * Short.BYTES);
            }
            return pcm.array();
        } catch (OpusException e) {
            throw new IllegalStateException("the recording " + name + " is damaged", e);
        }
    }
}
