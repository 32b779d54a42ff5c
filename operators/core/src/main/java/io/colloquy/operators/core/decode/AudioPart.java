package io.colloquy.operators.core.decode;

import io.colloquy.operators.core.state.MessageCodec;
import io.colloquy.operators.core.state.MessageCodec.Audio;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;

/**
 * A part of a decoded chunk, on its way to the stitching operator.
 *
 * @param chunkSamples how many samples the whole chunk has
 * @param origin where the chunk's record lies
 * @param timestamp the record's own time, ms since the epoch
 * @param pcm 16 kHz mono PCM16, little-endian; at most 30 s
 */
public record AudioPart(
        StreamId stream, PartId id, Source source, int chunkSamples, Origin origin, long timestamp, byte[] pcm) {
    /** How parts travel. */
    public static final MessageCodec<AudioPart> CODEC =
            MessageCodec.of("audio-part", new AudioPartLayout(), new PartAudio());

    private record PartAudio() implements Audio<AudioPart> {
        @Override
        public byte[] of(AudioPart part) {
            return part.pcm;
        }

        @Override
        public AudioPart put(AudioPart part, byte[] pcm) {
            return part.withPcm(pcm);
        }
    }

    /** Length in samples. */
    public int samples() {
        return pcm.length / 2;
    }

    /** Whether no other part of the chunk follows. */
    public boolean last() {
        return (long) id.index() * Timeline.PART_SAMPLES + samples() == chunkSamples;
    }

    /** The same part with its audio. */
    public AudioPart withPcm(byte[] audio) {
        return new AudioPart(stream, id, source, chunkSamples, origin, timestamp, audio);
    }

    /** Without the audio. */
    @Override
    public String toString() {
        return "part " + id.index() + " of the record at " + origin;
    }
}
