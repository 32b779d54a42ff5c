package io.colloquy.operators.stitch.core;

import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import java.util.List;

/**
 * What the window remembers of one stream. Every call is a point lookup: nothing here ever scans.
 *
 * <p>Ends of chunks are found by time, in slots of {@link #SLOT_MICROS}.
 */
public interface StitchState {
    long SLOT_MICROS = 4_000_000L;

    /** Null where the part has not arrived. */
    PartEntry part(PartId id);

    void putPart(PartEntry entry);

    /** Starts of chunks in a slot of time; empty where there are none. */
    List<End> starts(long slot);

    void putStarts(long slot, List<End> starts);

    /** Ends of chunks in a slot of time; empty where there are none. */
    List<End> ends(long slot);

    void putEnds(long slot, List<End> ends);

    /** Audio at the ends of a part. */
    EdgeAudio audio(PartId id);

    void putAudio(PartId id, EdgeAudio audio);

    /** The source that a repeat gave a chunk, null where none did. */
    Source restated(ChunkKey chunk);

    void putRestated(ChunkKey chunk, Source source);

    /** The greatest end of a part so far, µs since the epoch; {@link Long#MIN_VALUE} at first. */
    long newestEnd();

    void putNewestEnd(long end);

    /** Utterances whose patience ends then. */
    List<Waiting> waiting(long deadline);

    void putWaiting(long deadline, List<Waiting> waiting);
}
