package io.colloquy.proof.recordings;

import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.schemas.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The records by which a device uploads chunks: in any order, some again, some of these by another source.
 *
 * @param effective the set of chunks that results
 */
public record Uploads(List<Upload> records, List<Chunk> effective) {

    public record Upload(Chunk chunk, Source source) {}

    public static Uploads of(List<Chunk> chunks, Random random) {
        List<Upload> records = new ArrayList<>();
        List<Chunk> effective = new ArrayList<>();
        for (Chunk chunk : chunks) {
            Source least = chunk.source();
            records.add(new Upload(chunk, least));
            while (random.nextInt(4) == 0) {
                Source again = Source.values()[random.nextInt(3)];
                records.add(new Upload(chunk, again));
                if (again.compareTo(least) < 0) least = again;
            }
            effective.add(new Chunk(chunk.key(), least, chunk.pcm()));
        }
        Collections.shuffle(records, random);
        return new Uploads(records, effective);
    }
}
