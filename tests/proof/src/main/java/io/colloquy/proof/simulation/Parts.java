package io.colloquy.proof.simulation;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What decoding makes of a chunk's record. */
public final class Parts {
    /** When all records were sent, ms since the epoch. */
    public static final long SENT_AT = 1_700_100_000_000L;

    private static final int BYTES = 2 * Timeline.PART_SAMPLES;

    private Parts() {}

    public static List<AudioPart> of(StreamId stream, Chunk chunk, Source source, Origin origin) {
        byte[] pcm = chunk.pcm();
        List<AudioPart> parts = new ArrayList<>();
        for (int i = 0; i * BYTES < pcm.length; i++) {
            byte[] own = Arrays.copyOfRange(pcm, i * BYTES, Math.min(pcm.length, (i + 1) * BYTES));
            parts.add(new AudioPart(stream, new PartId(chunk.key(), i), source, pcm.length / 2, origin, SENT_AT, own));
        }
        return parts;
    }
}
