package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.MessageCodec;
import io.colloquy.operators.core.state.MessageCodec.Audio;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.StreamId;
import java.util.List;

/**
 * A clip that is to be transcribed.
 *
 * @param clipId names the clip
 * @param start nominal time of its first sample, µs since the epoch. It says where the result belongs
 * @param origins of the records that the clip comes from, each once
 * @param pcm 16 kHz mono PCM16, little-endian; zeros where a slice is missing
 * @param missing slices whose audio is no longer kept and has to be recalled
 * @param lost why a missing slice can't be recalled; null if nothing is lost
 */
public record ClipRequest(
        StreamId stream,
        Digest clipId,
        long start,
        List<Origin> origins,
        byte[] pcm,
        List<MissingSlice> missing,
        String lost) {

    /** How requests travel. */
    public static final MessageCodec<ClipRequest> CODEC =
            MessageCodec.of("clip-request", new ClipRequestLayout(), new ClipAudio());

    public ClipRequest {
        origins = List.copyOf(origins);
        missing = List.copyOf(missing);
    }

    /**
     * A slice of the clip of which only the record's place is known.
     *
     * @param at where in the clip it belongs, in bytes
     */
    public record MissingSlice(Slice slice, Origin origin, int at) {}

    /** The same clip, with all its audio. */
    public ClipRequest complete(byte[] whole) {
        return new ClipRequest(stream, clipId, start, origins, whole, List.of(), null);
    }

    /** The same clip, whose audio can't be recalled. */
    public ClipRequest lost(String why) {
        return new ClipRequest(stream, clipId, start, origins, new byte[0], List.of(), why);
    }

    /** Without the audio. */
    @Override
    public String toString() {
        return "request to transcribe " + clipId;
    }

    private record ClipAudio() implements Audio<ClipRequest> {
        @Override
        public byte[] of(ClipRequest request) {
            return request.pcm;
        }

        @Override
        public ClipRequest put(ClipRequest request, byte[] pcm) {
            return new ClipRequest(
                    request.stream, request.clipId, request.start, request.origins, pcm, request.missing, request.lost);
        }
    }
}
