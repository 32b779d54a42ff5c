package io.colloquy.proof.oracle;

import io.colloquy.proof.oracle.Sounds.Sound;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import java.util.BitSet;
import java.util.List;

/**
 * An utterance that is not wholly covered.
 *
 * @param lead samples of the clip before the utterance
 * @param uncovered by sample of the utterance
 * @param words as they were recognised in the clip
 */
record Spoken(List<Slice> pieces, int lead, BitSet uncovered, List<Word> words, float[] embedding) {

    static Spoken of(Sound sound, BitSet uncovered, Models models) {
        List<Word> words = models.transcribe().apply(sound.clip());
        return new Spoken(
                sound.pieces(), sound.lead(), uncovered, words, models.embed().apply(sound.clip()));
    }

    static BitSet uncovered(List<Slice> pieces, Overlaps covers) {
        BitSet uncovered = new BitSet();
        int at = 0;
        for (Slice piece : pieces) {
            BitSet covered = covers.of(piece.part()).get(piece.from(), piece.to());
            uncovered.set(at, at + piece.length());
            for (int x = covered.nextSetBit(0), end; x >= 0; x = covered.nextSetBit(end)) {
                end = covered.nextClearBit(x);
                uncovered.clear(at + x, at + end);
            }
            at += piece.length();
        }
        return uncovered;
    }

    /** From its first uncovered sample on. */
    Slice first() {
        int left = uncovered.nextSetBit(0);
        for (Slice piece : pieces) {
            if (left < piece.length()) return new Slice(piece.part(), piece.from() + left, piece.to());
            left -= piece.length();
        }
        throw new IllegalStateException("wholly covered");
    }

    long start() {
        return first().start();
    }

    long end() {
        return start() + Timeline.micros(uncovered.length() - uncovered.nextSetBit(0));
    }

    /** Those whose midpoint no other recording speaks for, as they are published. */
    List<Word> shown() {
        int before = (int) (Timeline.micros(lead + uncovered.nextSetBit(0)) / 1000);
        return words.stream()
                .filter(word -> uncovered.get(midpoint(word)))
                .map(word ->
                        new Word(word.w(), Math.max(0, word.s() - before), Math.max(0, word.e() - before), word.c()))
                .toList();
    }

    private int midpoint(Word word) {
        int length = pieces.stream().mapToInt(Slice::length).sum();
        int sample = (word.s() + word.e()) / 2 * (Timeline.SAMPLE_RATE / 1000) - lead;
        return Math.max(0, Math.min(sample, length - 1));
    }
}
