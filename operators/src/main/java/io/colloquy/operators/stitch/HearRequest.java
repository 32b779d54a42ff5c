package io.colloquy.operators.stitch;

import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Piece;
import io.colloquy.schemas.StreamId;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A clip that the models are to hear.
 *
 * @param take names the clip
 * @param start nominal time of its first sample, µs since the epoch: tells where the answer belongs
 * @param origins of the records that it is from, each once
 * @param pcm 16 kHz mono PCM16, little-endian; zeros where a piece is missing
 * @param missing pieces whose audio is no longer kept, and is to be recalled
 * @param lost why a missing piece is not to be had; null unless one is not
 */
@TypeInfo(HearRequestForm.class)
public record HearRequest(
        StreamId stream,
        Digest take,
        long start,
        List<Origin> origins,
        byte[] pcm,
        List<MissingPiece> missing,
        String lost) {

    public HearRequest {
        origins = List.copyOf(origins);
        missing = List.copyOf(missing);
    }

    /**
     * A piece of the clip that is only known by where its record lies.
     *
     * @param at where in the clip it belongs, in bytes
     */
    public record MissingPiece(Piece piece, Origin origin, int at) {}

    /** The same clip, with all its audio. */
    public HearRequest complete(byte[] whole) {
        return new HearRequest(stream, take, start, origins, whole, List.of(), null);
    }

    /** The same clip, whose audio is not to be had. */
    public HearRequest lost(String why) {
        return new HearRequest(stream, take, start, origins, new byte[0], List.of(), why);
    }

    /** Without the audio. */
    @Override
    public String toString() {
        return "request to hear " + take;
    }
}
