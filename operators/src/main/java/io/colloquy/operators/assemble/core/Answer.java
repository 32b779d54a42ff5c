package io.colloquy.operators.assemble.core;

import io.colloquy.operators.hear.Heard;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Word;
import io.colloquy.speech.Voiceprint;
import java.util.List;

/**
 * What is kept of what the models made of a clip.
 *
 * @param take names the clip
 * @param model names the models
 * @param words times in ms from the clip's first sample
 * @param failed the models could not hear it
 */
public record Answer(Digest take, String model, List<Word> words, Voiceprint voiceprint, boolean failed) {

    public Answer {
        words = List.copyOf(words);
    }

    static Answer of(Heard heard) {
        return new Answer(heard.take(), heard.model(), heard.words(), heard.voiceprint(), heard.failure() != null);
    }

    /** A failure never replaces what was heard. */
    boolean isNewsTo(Answer known) {
        if (known == null || known.failed) return true;
        return !failed && !model.equals(known.model);
    }
}
