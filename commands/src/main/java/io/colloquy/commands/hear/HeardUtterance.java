package io.colloquy.commands.hear;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.colloquy.operators.core.stitch.WholeRecording.Utterance;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.Transcription;
import java.util.List;

/**
 * What the models make of one utterance of a long recording, as the report has it.
 *
 * @param from ms from the recording's start
 * @param to ms from the recording's start
 * @param words times in ms from the recording's start
 * @param voiceprint the speaker embedding, of unit length; empty where the utterance is too short for one
 */
record HeardUtterance(
        @JsonProperty("from_ms") long from,
        @JsonProperty("to_ms") long to,
        String text,
        List<Word> words,
        float[] voiceprint) {

    static HeardUtterance of(Utterance utterance, Transcription heard) {
        int clip = (int) millis(utterance.clipFrom());
        List<Word> words = heard.words().stream()
                .map(word -> new Word(word.w(), clip + word.s(), clip + word.e(), word.c()))
                .toList();
        return new HeardUtterance(
                millis(utterance.from()),
                millis(utterance.to()),
                HeardFile.text(words),
                words,
                heard.embedding().vector());
    }

    private static long millis(long samples) {
        return Timeline.micros(samples) / 1_000;
    }
}
