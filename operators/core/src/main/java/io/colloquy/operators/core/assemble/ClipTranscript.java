package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.util.List;

/**
 * What is kept of what the models made of a clip.
 *
 * @param take names the clip
 * @param model names the models
 * @param words times in ms from the clip's first sample
 * @param failed the models could not hear it
 */
public record ClipTranscript(Digest take, String model, List<Word> words, SpeakerEmbedding voiceprint, boolean failed) {

    public ClipTranscript {
        words = List.copyOf(words);
    }

    static ClipTranscript of(ClipResult heard) {
        return new ClipTranscript(
                heard.take(), heard.model(), heard.words(), heard.voiceprint(), heard.failure() != null);
    }

    /** A failure never replaces what was heard. */
    boolean isNewsTo(ClipTranscript known) {
        if (known == null || known.failed) return true;
        return !failed && !model.equals(known.model);
    }
}
