package io.colloquy.operators.stitch.core;

import io.colloquy.operators.state.core.Entries;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.List;

/**
 * What the window remembers of one stream. All but what waits lives until the horizon has passed it.
 *
 * @param parts that arrived
 * @param slots where parts lie, by the {@linkplain #slot slot} that they start in
 * @param audio at the open ends of parts; may be gone, it can be recalled
 * @param restated sources that repeats gave to chunks
 * @param waiting utterances whose patience ends, by deadline
 * @param newestEnd the greatest end of a part so far, µs since the epoch; one entry
 */
public record StitchState(
        Entries<PartId, PartEntry> parts,
        Entries<Long, List<Placed>> slots,
        Entries<PartId, EdgeAudio> audio,
        Entries<ChunkKey, Source> restated,
        Entries<Long, List<Waiting>> waiting,
        Entries<String, Long> newestEnd) {
    private static final String ONLY = "";

    /** A slot is as long as a part: what meets an instant starts in its slot, or in the one before. */
    static long slot(long time) {
        return Math.floorDiv(time, Timeline.PART_MICROS);
    }

    long greatestEnd() {
        return newestEnd.get(ONLY, Long.MIN_VALUE);
    }

    void reached(long end) {
        if (end > greatestEnd()) newestEnd.put(ONLY, end);
    }
}
