package io.colloquy.client;

import io.colloquy.audio.LengthPrefixedPackets;
import io.colloquy.audio.OpusPackets;
import io.colloquy.client.ChunkedFile.Plan;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.Durations;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes Opus packets on as they are, in chunks of about equal length. A packet that is lost leaves a gap between two
 * chunks, since the framing has no place for it.
 */
final class PacketCutter {
    private static final int RATE = 48_000;
    private static final long MICROS = 1_000_000;
    /** Ten minutes less the longest packet: a chunk ends with a packet, so it may be longer than was meant by one. */
    private static final long MOST_SAMPLES = 600L * RATE - 120 * RATE / 1000;

    private final Plan plan;
    private final Format format;
    private final long total;
    private final long pieces;
    private final List<AudioChunk> chunks = new ArrayList<>();
    private List<byte[]> packets = new ArrayList<>();
    private int bytes;
    private long samples;
    private long at;
    private long piece = 1;

    private PacketCutter(Plan plan, Format format, long total) {
        this.plan = plan;
        this.format = format;
        this.total = total;
        long longest = Math.min(MOST_SAMPLES, Durations.micros(plan.longest()) * RATE / MICROS);
        this.pieces = (total + longest - 1) / longest;
    }

    /**
     * @param packets a lost one is empty
     * @param format of the chunks: {@code opus}, {@code u32le}
     */
    static ChunkedFile cut(List<byte[]> packets, Format format, Plan plan) {
        int[] lengths = OpusPackets.samples(packets, RATE);
        long total = 0;
        for (int length : lengths) total += length;
        PacketCutter cutter = new PacketCutter(plan, format, total);
        for (int i = 0; i < lengths.length; i++) cutter.add(packets.get(i), lengths[i]);
        cutter.end();
        return new ChunkedFile(cutter.chunks, cutter.time());
    }

    private void add(byte[] packet, int length) {
        boolean full = at + samples + length > total * piece / pieces;
        if (full) piece++;
        if (full || bytes + Integer.BYTES + packet.length > AudioChunk.MAX_AUDIO_BYTES || packet.length == 0) end();
        if (packet.length == 0) {
            at += length;
            return;
        }
        packets.add(packet);
        bytes += Integer.BYTES + packet.length;
        samples += length;
    }

    private void end() {
        if (!packets.isEmpty()) {
            byte[] audio = LengthPrefixedPackets.write(packets);
            chunks.add(ChunkLabels.chunk(plan, chunks.size(), time(), format, audio));
        }
        at += samples;
        packets = new ArrayList<>();
        bytes = 0;
        samples = 0;
    }

    private long time() {
        return plan.start() + at * MICROS / RATE;
    }
}
