package io.colloquy.demo;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.Source;

/** The packets {@code [from, to)} of a recording, to be sent as one chunk. */
record ChunkSlice(Recording recording, int from, int to, Encoding encoding) {

    ChunkSlice {
        if (from < 0 || to <= from || to > recording.packets().size()) {
            throw new IllegalArgumentException("slice [" + from + ", " + to + ")");
        }
    }

    /** Of what can be decoded. */
    int millis() {
        return (to - from) * Recording.PACKET_MILLIS - encoding.lostMillis();
    }

    /** Its start by the device's clock less its true start, µs. */
    long clockError() {
        return recording.toldStartOf(from) - recording.startOf(from);
    }

    /** @param sound of the recording */
    AudioChunk chunk(String id, Source source, Sound sound) {
        byte[] audio = encoding.encode(sound, from, to);
        return new AudioChunk(
                id, recording.stream(), source, recording.toldStartOf(from), encoding.format(), audio, null);
    }
}
