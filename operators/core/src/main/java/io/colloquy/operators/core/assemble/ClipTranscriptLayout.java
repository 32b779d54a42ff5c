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

/** Layout of a transcript. A model that was named before is written as its number. */
public final class ClipTranscriptLayout implements Layout<ClipTranscript> {
    private static final Layout<List<Word>> WORDS = new WordsLayout();

    @Override
    public void write(ClipTranscript transcript, EntryWriter out) {
        out.digest(transcript.clipId());
        out.repeated(transcript.model(), CommonLayouts.TEXT);
        out.flag(transcript.failed());
        out.bytes(transcript.embedding().steps());
        WORDS.write(transcript.words(), out);
    }

    @Override
    public ClipTranscript read(EntryReader in) {
        Digest clipId = in.digest();
        String model = in.repeated(CommonLayouts.TEXT);
        boolean failed = in.flag();
        SpeakerEmbedding embedding = new SpeakerEmbedding(in.bytes());
        return new ClipTranscript(clipId, model, WORDS.read(in), embedding, failed);
    }
}
