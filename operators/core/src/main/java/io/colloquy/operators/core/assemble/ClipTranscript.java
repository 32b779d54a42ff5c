package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.util.List;

/**
 * What is kept of a {@link ClipResult}.
 *
 * @param clipId names the clip
 * @param model names the models
 * @param words times in ms from the clip's first sample
 * @param failed whether the models failed on it
 */
public record ClipTranscript(
        Digest clipId, String model, List<Word> words, SpeakerEmbedding embedding, boolean failed) {

    public ClipTranscript {
        words = List.copyOf(words);
    }

    static ClipTranscript of(ClipResult result) {
        return new ClipTranscript(
                result.clipId(), result.model(), result.words(), result.embedding(), result.failure() != null);
    }

    /** Whether it replaces what is known. A failure never replaces a transcript. */
    boolean isNewsTo(ClipTranscript known) {
        if (known == null || known.failed) return true;
        return !failed && !model.equals(known.model);
    }
}
