package io.colloquy.operators.assemble.core;

import io.colloquy.operators.hear.WordsCodec;
import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Word;
import io.colloquy.speech.Voiceprint;
import java.util.List;

/** How the assembly keeps an answer: the model by its number. */
public final class AnswerCodec implements Codec<Answer> {
    private static final Codec<List<Word>> WORDS = new WordsCodec();

    @Override
    public void write(Answer answer, EntryWriter out) {
        out.digest(answer.take());
        out.repeated(answer.model(), CommonCodecs.TEXT);
        out.flag(answer.failed());
        out.bytes(answer.voiceprint().steps());
        WORDS.write(answer.words(), out);
    }

    @Override
    public Answer read(EntryReader in) {
        Digest take = in.digest();
        String model = in.repeated(CommonCodecs.TEXT);
        boolean failed = in.flag();
        Voiceprint voiceprint = new Voiceprint(in.bytes());
        return new Answer(take, model, WORDS.read(in), voiceprint, failed);
    }
}
