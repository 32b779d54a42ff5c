package io.colloquy.operators.core.transcribe;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.schemas.Word;
import java.util.ArrayList;
import java.util.List;

/** Layout of words, in state and in messages. Confidences are written in hundredths. */
public final class WordsLayout implements Layout<List<Word>> {
    private static final int HUNDREDTHS = 100;

    @Override
    public void write(List<Word> words, EntryWriter out) {
        out.number(words.size());
        int end = 0;
        for (Word word : words) {
            out.text(word.w());
            out.difference((long) word.s() - end);
            out.difference((long) word.e() - word.s());
            out.number(Math.round(word.c() * HUNDREDTHS));
            end = word.e();
        }
    }

    @Override
    public List<Word> read(EntryReader in) {
        int count = in.count();
        List<Word> words = new ArrayList<>(count);
        int end = 0;
        for (int i = 0; i < count; i++) {
            String text = in.text();
            int start = (int) (end + in.difference());
            end = (int) (start + in.difference());
            words.add(new Word(text, start, end, Word.confidence(in.number() / (double) HUNDREDTHS)));
        }
        return words;
    }
}
