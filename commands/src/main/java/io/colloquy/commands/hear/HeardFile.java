package io.colloquy.commands.hear;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.Transcription;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the models make of one file, as the report has it.
 *
 * @param speech where somebody speaks, in order
 * @param words times in ms from the file's start
 * @param voiceprint the speaker embedding, of unit length; empty where the file is too short for one, or is heard in
 *     utterances
 * @param utterances of a long file; empty where it is heard as a whole
 */
record HeardFile(
        String file,
        double seconds,
        List<SpeechInFile> speech,
        String text,
        List<Word> words,
        float[] voiceprint,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<HeardUtterance> utterances) {

    /** Of a file that was heard as a whole. @param voice its samples in which somebody speaks */
    static HeardFile whole(String file, long samples, Intervals voice, Transcription heard) {
        List<SpeechInFile> speech = new ArrayList<>();
        for (int i = 0; i < voice.count(); i++) speech.add(new SpeechInFile(voice.from(i), voice.to(i)));
        return new HeardFile(
                file,
                seconds(samples),
                speech,
                text(heard.words()),
                heard.words(),
                heard.embedding().vector(),
                List.of());
    }

    /** Of one that was heard utterance by utterance. */
    static HeardFile inUtterances(
            String file, long samples, List<SpeechInFile> speech, List<HeardUtterance> utterances) {
        List<Word> words = utterances.stream()
                .flatMap(utterance -> utterance.words().stream())
                .toList();
        return new HeardFile(file, seconds(samples), speech, text(words), words, new float[0], utterances);
    }

    static String text(List<Word> words) {
        return words.stream().map(Word::w).collect(Collectors.joining(" "));
    }

    private static double seconds(long samples) {
        return (double) samples / Timeline.SAMPLE_RATE;
    }
}
