package io.colloquy.audio;

import io.github.jaredmdobson.concentus.OpusPacketInfo;
import java.util.List;

/** What can be told of Opus packets (RFC 6716) without decoding them. */
public final class OpusPackets {
    private static final int LONGEST_MILLIS = 120;
    private static final int USUAL_MILLIS = 20;

    private OpusPackets() {}

    /**
     * How long each packet lasts, by its first byte; one that doesn't say is taken to be as long as the one before, or
     * 20 ms.
     *
     * @param rate that samples are counted at, Hz
     */
    public static int[] samples(List<byte[]> packets, int rate) {
        int[] samples = new int[packets.size()];
        int usual = USUAL_MILLIS * rate / 1000;
        for (int i = 0; i < samples.length; i++) {
            byte[] packet = packets.get(i);
            int told = packet.length == 0 ? 0 : OpusPacketInfo.getNumSamples(packet, 0, packet.length, rate);
            if (told > 0 && told <= LONGEST_MILLIS * rate / 1000) usual = told;
            samples[i] = usual;
        }
        return samples;
    }
}
