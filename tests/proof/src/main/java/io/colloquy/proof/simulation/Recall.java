package io.colloquy.proof.simulation;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.ClipRequest.MissingSlice;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;
import java.util.HashMap;
import java.util.Map;

/** Stands in for fetching records again: gives clips the audio that they miss. */
public final class Recall {
    private final Map<PartId, byte[]> audio = new HashMap<>();

    public void remember(AudioPart part) {
        audio.put(part.id(), part.pcm());
    }

    public ClipRequest complete(ClipRequest request) {
        byte[] pcm = request.pcm().clone();
        for (MissingSlice missing : request.missing()) {
            Slice slice = missing.slice();
            System.arraycopy(audio.get(slice.part()), 2 * slice.from(), pcm, missing.at(), 2 * slice.length());
        }
        return request.complete(pcm);
    }
}
