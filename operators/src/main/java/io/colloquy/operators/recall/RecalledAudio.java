package io.colloquy.operators.recall;

import io.colloquy.operators.decode.core.ChunkDecoder;
import io.colloquy.operators.decode.core.DecodedChunk;
import io.colloquy.operators.stitch.HearRequest;
import io.colloquy.operators.stitch.HearRequest.MissingPiece;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Piece;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RejectedRecord;
import java.util.Map;

/**
 * Puts recalled records' audio into clips. Remembers the chunk that it decoded last, for clips that miss pieces of one
 * chunk come one after another. Not thread-safe.
 */
final class RecalledAudio {
    private final ChunkDecoder decoder;
    private DecodedChunk latest;

    RecalledAudio(ChunkDecoder decoder) {
        this.decoder = decoder;
    }

    /** @param found the records of missing pieces; those that are not in it are gone */
    HearRequest complete(HearRequest request, Map<Origin, RawRecord> found) {
        byte[] pcm = request.pcm().clone();
        for (MissingPiece missing : request.missing()) {
            RawRecord record = found.get(missing.origin());
            if (record == null) return request.lost("the record " + missing.origin() + " is no longer held");
            try {
                copy(missing.piece(), chunk(record), pcm, missing.at());
            } catch (RejectedRecord e) {
                return request.lost("the record " + missing.origin() + " can no longer be decoded: " + e);
            }
        }
        return request.complete(pcm);
    }

    private DecodedChunk chunk(RawRecord record) throws RejectedRecord {
        if (latest == null || !latest.origin().equals(record.origin())) latest = decoder.decode(record);
        return latest;
    }

    private static void copy(Piece piece, DecodedChunk chunk, byte[] pcm, int at) throws RejectedRecord {
        if (!chunk.key().equals(piece.part().chunk())) {
            throw RejectedRecord.of(RejectedRecord.Reason.UNDECODABLE, "another chunk lies there now");
        }
        byte[] part = chunk.audio().parts().get(piece.part().index());
        System.arraycopy(part, 2 * piece.from(), pcm, at, 2 * piece.length());
    }
}
