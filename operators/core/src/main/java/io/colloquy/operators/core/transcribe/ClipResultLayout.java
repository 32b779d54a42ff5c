package io.colloquy.operators.core.transcribe;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.state.MessageLayouts;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.util.List;

/** Layout of a clip result. */
public final class ClipResultLayout implements Layout<ClipResult> {
    private static final Layout<List<Word>> WORDS = new WordsLayout();

    @Override
    public void write(ClipResult result, EntryWriter out) {
        MessageLayouts.STREAM.write(result.stream(), out);
        out.digest(result.clipId());
        out.difference(result.start());
        MessageLayouts.ORIGINS.write(result.origins(), out);
        out.text(result.model());
        WORDS.write(result.words(), out);
        out.bytes(result.embedding().steps());
        MessageLayouts.MAYBE_TEXT.write(result.failure(), out);
    }

    @Override
    public ClipResult read(EntryReader in) {
        return new ClipResult(
                MessageLayouts.STREAM.read(in),
                in.digest(),
                in.difference(),
                MessageLayouts.ORIGINS.read(in),
                in.text(),
                WORDS.read(in),
                new SpeakerEmbedding(in.bytes()),
                MessageLayouts.MAYBE_TEXT.read(in));
    }
}
