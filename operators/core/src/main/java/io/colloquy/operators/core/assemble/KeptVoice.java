package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.speech.api.SpeakerEmbedding;
import io.colloquy.speech.diarization.Voice;

/**
 * A voice of a bucket, or of a larger fragment of a conversation.
 *
 * @param centroid rounded as a speaker embedding is: it is clustered again, and must be the same wherever it was kept
 * @param seconds how long it speaks
 */
public record KeptVoice(SpeakerEmbedding centroid, double seconds) {
    static final Layout<KeptVoice> LAYOUT = new KeptVoiceLayout();

    static KeptVoice of(Voice voice) {
        return new KeptVoice(SpeakerEmbedding.of(voice.vector()), voice.seconds());
    }

    Voice voice() {
        return new Voice(centroid.vector(), seconds);
    }

    private static final class KeptVoiceLayout implements Layout<KeptVoice> {
        @Override
        public void write(KeptVoice voice, EntryWriter out) {
            out.bytes(voice.centroid().steps());
            out.random(Double.doubleToRawLongBits(voice.seconds()));
        }

        @Override
        public KeptVoice read(EntryReader in) {
            return new KeptVoice(new SpeakerEmbedding(in.bytes()), Double.longBitsToDouble(in.random()));
        }
    }
}
