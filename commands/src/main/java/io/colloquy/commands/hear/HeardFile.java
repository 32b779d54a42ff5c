package io.colloquy.commands.hear;

import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.Transcription;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the models make of one file, as the report has it.
 *
 * @param speech where somebody speaks: {@code [from, to]} in samples of 16 kHz
 * @param words times in ms from the file's start
 * @param voiceprint the speaker embedding, of unit length; empty where the file is too short for one
 */
record HeardFile(String file, double seconds, List<int[]> speech, String text, List<Word> words, float[] voiceprint) {

    static HeardFile of(String file, int samples, int[] bounds, Transcription transcription) {
        List<int[]> speech = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) speech.add(new int[] {bounds[i], bounds[i + 1]});
        String text = transcription.words().stream().map(Word::w).collect(Collectors.joining(" "));
        double seconds = (double) samples / Timeline.SAMPLE_RATE;
        return new HeardFile(
                file,
                seconds,
                speech,
                text,
                transcription.words(),
                transcription.embedding().vector());
    }
}
