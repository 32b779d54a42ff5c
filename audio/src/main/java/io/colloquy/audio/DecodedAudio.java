package io.colloquy.audio;

import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a codec made of a chunk's bytes: 16 kHz mono, 16 bits, little-endian.
 *
 * @param parts each but the last of {@link Timeline#PART_SAMPLES} samples; in pieces, since two hours in one array
 *     would be copied as they grow and again as they are cut
 * @param samples of all parts
 * @param concealedPackets broken packets whose place was filled in, so that what follows keeps its time
 */
public record DecodedAudio(List<byte[]> parts, int samples, int concealedPackets) {
    static final int PART_BYTES = Timeline.PART_SAMPLES * Short.BYTES;

    /** PCM that needs no decoding. One part is not copied. */
    static DecodedAudio of(byte[] pcm) {
        int length = pcm.length / Short.BYTES * Short.BYTES;
        List<byte[]> parts = new ArrayList<>(length / PART_BYTES + 1);
        for (int from = 0; from < length; from += PART_BYTES) {
            int to = Math.min(from + PART_BYTES, length);
            parts.add(to - from == pcm.length ? pcm : Arrays.copyOfRange(pcm, from, to));
        }
        return new DecodedAudio(parts, length / Short.BYTES, 0);
    }

    /** All parts as one; a copy where they are several. */
    public byte[] pcm() {
        if (parts.size() == 1) return parts.get(0);
        byte[] pcm = new byte[samples * Short.BYTES];
        for (int i = 0; i < parts.size(); i++) {
            System.arraycopy(parts.get(i), 0, pcm, i * PART_BYTES, parts.get(i).length);
        }
        return pcm;
    }

    /** Without the audio. */
    @Override
    public String toString() {
        return samples + " samples";
    }
}
