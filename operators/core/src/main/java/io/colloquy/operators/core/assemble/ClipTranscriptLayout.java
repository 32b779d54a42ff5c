package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.transcribe.WordsLayout;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.util.List;

/** How the assembly keeps an answer: the model by its number. */
public final class ClipTranscriptLayout implements Layout<ClipTranscript> {
    private static final Layout<List<Word>> WORDS = new WordsLayout();

    @Override
    public void write(ClipTranscript answer, EntryWriter out) {
        out.digest(answer.take());
        out.repeated(answer.model(), CommonLayouts.TEXT);
        out.flag(answer.failed());
        out.bytes(answer.embedding().steps());
        WORDS.write(answer.words(), out);
    }

    @Override
    public ClipTranscript read(EntryReader in) {
        Digest take = in.digest();
        String model = in.repeated(CommonLayouts.TEXT);
        boolean failed = in.flag();
        SpeakerEmbedding embedding = new SpeakerEmbedding(in.bytes());
        return new ClipTranscript(take, model, WORDS.read(in), embedding, failed);
    }
}
