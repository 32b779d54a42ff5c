package io.colloquy.operators.stitch;

import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Ids;
import io.colloquy.schemas.Piece;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.List;

/**
 * An utterance of the live set: what the definition makes of the parts known so far.
 *
 * @param take names the clip that the models hear for it: its pieces and a little of the audio around them
 * @param lead samples of the clip before the utterance begins
 */
public record LiveUtterance(Digest take, int lead, List<Piece> pieces) {

    public LiveUtterance {
        if (pieces.isEmpty()) throw new IllegalArgumentException("an utterance has at least one piece");
        pieces = List.copyOf(pieces);
    }

    public Piece first() {
        return pieces.get(0);
    }

    /** The utterance's id: where it begins, whatever comes after. */
    public String id(StreamId stream) {
        return Ids.utterance(stream, first().part().chunk(), first().offsetInChunk())
                .toString();
    }

    /** Nominal start, µs since the epoch. */
    public long start() {
        return first().start();
    }

    /** Nominal start plus the length of the audio, µs since the epoch. */
    public long end() {
        long samples = 0;
        for (Piece piece : pieces) samples += piece.length();
        return start() + Timeline.micros(samples);
    }

    /** The ten-minute bucket that it starts in. */
    public long bucket() {
        return Timeline.bucket(start());
    }
}
