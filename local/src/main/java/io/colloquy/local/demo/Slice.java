package io.colloquy.local.demo;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.Source;

/**
 * The packets {@code [from, to)} of a recording, to be sent as one chunk.
 *
 * @param pcm decoded, instead of the packets as they are
 */
record Slice(Recording recording, int from, int to, boolean pcm) {

    Slice {
        if (from < 0 || to <= from || to > recording.packets().size()) {
            throw new IllegalArgumentException("slice [" + from + ", " + to + ")");
        }
    }

    int millis() {
        return (to - from) * Recording.PACKET_MILLIS;
    }

    AudioChunk chunk(String id, Source source) {
        Format format = pcm ? Format.pcm(Recording.RATE, 1) : Format.opus(Recording.RATE, 1, Framing.U32LE);
        byte[] audio = pcm ? recording.pcm(from, to) : recording.u32le(from, to);
        return new AudioChunk(id, recording.stream(), source, recording.startOf(from), format, audio, null);
    }
}
