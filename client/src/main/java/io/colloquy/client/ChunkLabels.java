package io.colloquy.client;

import io.colloquy.client.ChunkedFile.Plan;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;

/** What chunks of a file are called. */
final class ChunkLabels {
    private static final int LONGEST_NAME = 100;

    private ChunkLabels() {}

    static AudioChunk chunk(Plan plan, int index, long start, Format format, byte[] audio) {
        String id = id(plan.name()) + "." + index;
        StreamId stream = new StreamId(plan.device(), plan.device());
        return new AudioChunk(id, stream, Source.SYNC, start, format, audio, null);
    }

    /** The file's name as far as the contract's alphabet goes. */
    private static String id(String name) {
        String id = name.replaceAll("[^A-Za-z0-9._:-]", "-");
        return id.substring(0, Math.min(LONGEST_NAME, id.length()));
    }
}
