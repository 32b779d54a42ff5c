package io.colloquy.bench.arrival;

import io.colloquy.audio.SoundPrint;
import io.colloquy.audio.SoundPrinter;
import io.colloquy.bench.assemble.Chain;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.ClipRequest.MissingSlice;
import io.colloquy.operators.core.stitch.StitchedUtterance;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The models for the job's operators. It remembers what the job would recall, and of which sound each row tells. */
final class UtterancesHeard implements Chain.Listener {
    private final Ear ear;
    private final Map<PartId, byte[]> audio = new HashMap<>();
    private final Map<String, StitchedUtterance> utterances = new HashMap<>();

    UtterancesHeard(Ear ear) {
        this.ear = ear;
    }

    @Override
    public DetectedPart detect(AudioPart part) {
        audio.put(part.id(), part.pcm());
        Intervals voice = ear.detect(part.pcm());
        SoundPrint print = voice.isEmpty() ? SoundPrint.NONE : SoundPrinter.print(part.pcm());
        return new DetectedPart(part, voice, print, null);
    }

    @Override
    public ClipResult hear(ClipRequest request) {
        byte[] pcm = request.pcm().clone();
        for (MissingSlice missing : request.missing()) recall(missing, pcm);
        return Chain.result(request, ear.model(), ear.transcribe(pcm));
    }

    private void recall(MissingSlice missing, byte[] into) {
        Slice slice = missing.slice();
        byte[] from = audio.get(slice.part());
        System.arraycopy(from, Short.BYTES * slice.from(), into, missing.at(), Short.BYTES * slice.length());
    }

    @Override
    public void changed(UtteranceChange change) {
        change.removed().forEach(utterance -> utterances.remove(utterance.id(change.stream())));
        change.added().forEach(utterance -> utterances.put(utterance.id(change.stream()), utterance));
    }

    /** The sound that a row tells of. */
    List<Slice> shown(String utteranceId) {
        StitchedUtterance utterance = utterances.get(utteranceId);
        if (utterance == null) throw new IllegalStateException("a row of no utterance: " + utteranceId);
        return utterance.shown();
    }
}
