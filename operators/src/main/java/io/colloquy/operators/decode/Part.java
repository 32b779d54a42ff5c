package io.colloquy.operators.decode;

import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A part of a decoded chunk, on its way to the stitching operator.
 *
 * @param chunkSamples how many samples the whole chunk has
 * @param origin where the chunk's record lies
 * @param timestamp the record's own time, ms since the epoch
 * @param pcm 16 kHz mono PCM16, little-endian; at most 30 s
 */
@TypeInfo(PartForm.class)
public record Part(
        StreamId stream, PartId id, Source source, int chunkSamples, Origin origin, long timestamp, byte[] pcm) {

    /** Length in samples. */
    public int samples() {
        return pcm.length / 2;
    }

    /** Whether no other part of the chunk follows. */
    public boolean last() {
        return (long) id.index() * io.colloquy.schemas.Timeline.PART_SAMPLES + samples() == chunkSamples;
    }

    /** The same part with its audio. */
    public Part withPcm(byte[] audio) {
        return new Part(stream, id, source, chunkSamples, origin, timestamp, audio);
    }

    /** Without the audio. */
    @Override
    public String toString() {
        return "part " + id.index() + " of the record at " + origin;
    }
}
