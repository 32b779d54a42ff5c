package io.colloquy.operators.core.transcribe;

import io.colloquy.operators.core.state.MessageCodec;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.util.List;

/**
 * What the models made of a clip. It is a fact, and harmless twice.
 *
 * @param clipId names the clip
 * @param start of the clip, µs since the epoch
 * @param origins of the records that the clip comes from; empty unless the models failed on it
 * @param model names the models
 * @param words times in ms from the clip's first sample
 * @param embedding may be {@link SpeakerEmbedding#NONE}
 * @param failure why the models failed on it; null where they did not
 */
public record ClipResult(
        StreamId stream,
        Digest clipId,
        long start,
        List<Origin> origins,
        String model,
        List<Word> words,
        SpeakerEmbedding embedding,
        String failure) {

    /** How it travels. */
    public static final MessageCodec<ClipResult> CODEC = MessageCodec.of("clip-result", new ClipResultLayout());

    public ClipResult {
        origins = List.copyOf(origins);
        words = List.copyOf(words);
    }

    /** Of a clip whose records need not become dead letters. */
    public ClipResult(
            StreamId stream,
            Digest clipId,
            long start,
            String model,
            List<Word> words,
            SpeakerEmbedding embedding,
            String failure) {
        this(stream, clipId, start, List.of(), model, words, embedding, failure);
    }

    /** Without what was said. */
    @Override
    public String toString() {
        return "result for " + clipId;
    }
}
