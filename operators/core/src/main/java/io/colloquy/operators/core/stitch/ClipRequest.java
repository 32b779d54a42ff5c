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
 * @param start nominal time of its first sample, µs since the epoch: tells where the answer belongs
 * @param origins of the records that it is from, each once
 * @param pcm 16 kHz mono PCM16, little-endian; zeros where a slice is missing
 * @param missing slices whose audio is no longer kept, and is to be recalled
 * @param lost why a missing slice is not to be had; null unless one is not
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
     * A slice of the clip that is only known by where its record lies.
     *
     * @param at where in the clip it belongs, in bytes
     */
    public record MissingSlice(Slice slice, Origin origin, int at) {}

    /** The same clip, with all its audio. */
    public ClipRequest complete(byte[] whole) {
        return new ClipRequest(stream, clipId, start, origins, whole, List.of(), null);
    }

    /** The same clip, whose audio is not to be had. */
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
