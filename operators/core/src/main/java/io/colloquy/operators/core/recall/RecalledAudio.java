package io.colloquy.operators.core.recall;

import io.colloquy.operators.core.decode.ChunkDecoder;
import io.colloquy.operators.core.decode.DecodedChunk;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.ClipRequest.MissingSlice;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import io.colloquy.schemas.Slice;
import java.util.Map;

/**
 * Puts the audio of recalled records into clips. It remembers the chunk that it decoded last, since clips that miss
 * slices of the same chunk come one after another. Not thread-safe.
 */
public final class RecalledAudio {
    private final ChunkDecoder decoder;
    private DecodedChunk latest;

    public RecalledAudio(ChunkDecoder decoder) {
        this.decoder = decoder;
    }

    /** @param found the records of the missing slices; a record that is not in it is gone */
    public ClipRequest complete(ClipRequest request, Map<Origin, RawRecord> found) {
        byte[] pcm = request.pcm().clone();
        for (MissingSlice missing : request.missing()) {
            RawRecord record = found.get(missing.origin());
            if (record == null) return request.lost("the record " + missing.origin() + " is no longer held");
            try {
                copy(missing.slice(), chunk(record), pcm, missing.at());
            } catch (RejectedException e) {
                return request.lost("the record " + missing.origin() + " can no longer be decoded: " + e);
            }
        }
        return request.complete(pcm);
    }

    private DecodedChunk chunk(RawRecord record) throws RejectedException {
        if (latest == null || !latest.origin().equals(record.origin())) latest = decoder.decode(record);
        return latest;
    }

    private static void copy(Slice slice, DecodedChunk chunk, byte[] pcm, int at) throws RejectedException {
        if (!chunk.key().equals(slice.part().chunk())) {
            throw RejectedException.of(Reason.UNDECODABLE, "another chunk lies there now");
        }
        byte[] part = chunk.audio().parts().get(slice.part().index());
        System.arraycopy(part, 2 * slice.from(), pcm, at, 2 * slice.length());
    }
}
