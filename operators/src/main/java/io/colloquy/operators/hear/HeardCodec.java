package io.colloquy.operators.hear;

import io.colloquy.operators.message.MessageCodecs;
import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.schemas.Word;
import io.colloquy.speech.Voiceprint;
import java.util.List;

/** How results of the models are written. */
public final class HeardCodec implements Codec<Heard> {
    private static final Codec<List<Word>> WORDS = new WordsCodec();

    @Override
    public void write(Heard heard, EntryWriter out) {
        MessageCodecs.STREAM.write(heard.stream(), out);
        out.digest(heard.take());
        out.difference(heard.start());
        MessageCodecs.ORIGINS.write(heard.origins(), out);
        out.text(heard.model());
        WORDS.write(heard.words(), out);
        out.bytes(heard.voiceprint().steps());
        MessageCodecs.MAYBE_TEXT.write(heard.failure(), out);
    }

    @Override
    public Heard read(EntryReader in) {
        return new Heard(
                MessageCodecs.STREAM.read(in),
                in.digest(),
                in.difference(),
                MessageCodecs.ORIGINS.read(in),
                in.text(),
                WORDS.read(in),
                new Voiceprint(in.bytes()),
                MessageCodecs.MAYBE_TEXT.read(in));
    }
}
