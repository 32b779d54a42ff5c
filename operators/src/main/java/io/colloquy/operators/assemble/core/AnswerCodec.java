package io.colloquy.operators.assemble.core;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Word;
import io.colloquy.speech.Voiceprint;
import java.util.ArrayList;
import java.util.List;

/** How the assembly keeps an answer: the model by its number, words one after another, confidences in hundredths. */
public final class AnswerCodec implements Codec<Answer> {
    private static final int HUNDREDTHS = 100;

    @Override
    public void write(Answer answer, EntryWriter out) {
        out.digest(answer.take());
        out.repeated(answer.model(), CommonCodecs.TEXT);
        out.flag(answer.failed());
        out.bytes(answer.voiceprint().steps());
        out.number(answer.words().size());
        int end = 0;
        for (Word word : answer.words()) {
            out.text(word.w());
            out.difference((long) word.s() - end);
            out.difference((long) word.e() - word.s());
            out.number(Math.round(word.c() * HUNDREDTHS));
            end = word.e();
        }
    }

    @Override
    public Answer read(EntryReader in) {
        Digest take = in.digest();
        String model = in.repeated(CommonCodecs.TEXT);
        boolean failed = in.flag();
        Voiceprint voiceprint = new Voiceprint(in.bytes());
        int count = in.count();
        List<Word> words = new ArrayList<>(count);
        int end = 0;
        for (int i = 0; i < count; i++) {
            String text = in.text();
            int start = (int) (end + in.difference());
            end = (int) (start + in.difference());
            words.add(new Word(text, start, end, Word.confidence(in.number() / (double) HUNDREDTHS)));
        }
        return new Answer(take, model, words, voiceprint, failed);
    }
}
