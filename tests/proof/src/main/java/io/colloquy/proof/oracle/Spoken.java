package io.colloquy.proof.oracle;

import io.colloquy.proof.oracle.Utterances.Clipped;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import java.util.BitSet;
import java.util.List;

/**
 * An utterance that is not wholly hidden.
 *
 * @param lead samples of the clip before the utterance
 * @param free by sample of the utterance
 * @param shift how much later than by its own clock it is told, µs
 * @param words as they were recognised in the clip
 */
record Spoken(List<Slice> slices, int lead, BitSet free, long shift, List<Word> words, float[] embedding) {

    static Spoken of(Clipped utterance, BitSet free, long shift, Models models) {
        List<Word> words = models.transcribe().apply(utterance.clip());
        return new Spoken(
                utterance.slices(),
                utterance.lead(),
                free,
                shift,
                words,
                models.embed().apply(utterance.clip()));
    }

    /** From its first free sample on. */
    Slice first() {
        int left = free.nextSetBit(0);
        for (Slice slice : slices) {
            if (left < slice.length()) return new Slice(slice.part(), slice.from() + left, slice.to());
            left -= slice.length();
        }
        throw new IllegalStateException("wholly hidden");
    }

    long start() {
        return first().start() + shift;
    }

    long end() {
        return start() + Timeline.micros(free.length() - free.nextSetBit(0));
    }

    /** Those whose midpoint shows, as they are published. */
    List<Word> shown() {
        int before = (int) (Timeline.micros(lead + free.nextSetBit(0)) / 1000);
        return words.stream()
                .filter(word -> free.get(midpoint(word)))
                .map(word ->
                        new Word(word.w(), Math.max(0, word.s() - before), Math.max(0, word.e() - before), word.c()))
                .toList();
    }

    private int midpoint(Word word) {
        int length = slices.stream().mapToInt(Slice::length).sum();
        int sample = (word.s() + word.e()) / 2 * (Timeline.SAMPLE_RATE / 1000) - lead;
        return Math.max(0, Math.min(sample, length - 1));
    }
}
