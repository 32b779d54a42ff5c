package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.stitch.Segmenter.UtteranceDraft;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * The utterances that the job would make of a recording of any length, if it were one chunk with no others near. It
 * holds none of the audio.
 */
public final class WholeRecording {
    private static final StreamId STREAM = new StreamId("recording", "recording");
    private static final Origin NOWHERE = new Origin("", 0, 0);
    /** No part is its chunk's last. That makes no difference, since the whole chain is here. */
    private static final int ENDLESS = Integer.MAX_VALUE;

    private final Definition definition;
    private final ChunkKey key;
    private final List<PartEntry> parts = new ArrayList<>();

    /** @param start µs since the epoch: it decides where speech is cut that goes on for too long */
    public WholeRecording(long start, Definition definition) {
        this.definition = definition;
        this.key = new ChunkKey(start, Format.pcm(Timeline.SAMPLE_RATE, 1).digest(new byte[0]));
    }

    /**
     * An utterance, in samples of the recording.
     *
     * @param clipFrom where its clip begins, which is what is transcribed: up to 0.2 s before the utterance
     */
    public record Utterance(long from, long to, long clipFrom, long clipTo) {}

    /**
     * Goes on with the next part.
     *
     * @param pcm 16 kHz mono PCM16, little-endian: 30 s, or less at the end
     * @param voice its samples in which somebody speaks
     */
    public void add(byte[] pcm, Intervals voice) {
        PartId id = new PartId(key, parts.size());
        AudioPart part = new AudioPart(STREAM, id, Source.SYNC, ENDLESS, NOWHERE, 0, pcm);
        parts.add(PartEntry.of(new DetectedPart(part, voice), Source.SYNC, definition));
    }

    /** In order, once all parts are there. */
    public List<Utterance> utterances() {
        return new Segmenter(definition)
                .ofChain(parts).stream()
                        .map(candidate -> utterance(candidate.draft()))
                        .toList();
    }

    private static Utterance utterance(UtteranceDraft draft) {
        return new Utterance(start(draft.slices()), end(draft.slices()), start(draft.clip()), end(draft.clip()));
    }

    private static long start(List<Slice> slices) {
        return slices.get(0).offsetInChunk();
    }

    private static long end(List<Slice> slices) {
        Slice last = slices.get(slices.size() - 1);
        return last.offsetInChunk() + last.length();
    }
}
