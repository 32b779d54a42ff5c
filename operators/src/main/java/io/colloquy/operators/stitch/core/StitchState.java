package io.colloquy.operators.stitch.core;

import io.colloquy.operators.state.core.Entries;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import java.util.List;

/**
 * What the window remembers of one stream. All but what waits lives until the horizon has passed it.
 *
 * @param parts that arrived
 * @param starts starts of chunks, by slot of {@link #SLOT_MICROS}
 * @param ends ends of chunks, by slot of {@link #SLOT_MICROS}
 * @param audio at the ends of parts
 * @param restated sources that repeats gave to chunks
 * @param waiting utterances whose patience ends, by deadline
 * @param newestEnd the greatest end of a part so far, µs since the epoch; one entry
 */
public record StitchState(
        Entries<PartId, PartEntry> parts,
        Entries<Long, List<End>> starts,
        Entries<Long, List<End>> ends,
        Entries<PartId, EdgeAudio> audio,
        Entries<ChunkKey, Source> restated,
        Entries<Long, List<Waiting>> waiting,
        Entries<String, Long> newestEnd) {
    static final long SLOT_MICROS = 4_000_000L;
    private static final String ONLY = "";

    long greatestEnd() {
        return newestEnd.get(ONLY, Long.MIN_VALUE);
    }

    void reached(long end) {
        if (end > greatestEnd()) newestEnd.put(ONLY, end);
    }
}
