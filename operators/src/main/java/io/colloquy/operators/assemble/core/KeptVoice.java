package io.colloquy.operators.assemble.core;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.speech.Voice;
import io.colloquy.speech.Voiceprint;

/**
 * Who speaks in a bucket, or in more of a conversation.
 *
 * @param centroid in the steps of a voiceprint: it is clustered again, and must be the same wherever it was kept
 * @param seconds that they speak
 */
public record KeptVoice(Voiceprint centroid, double seconds) {
    static final Codec<KeptVoice> CODEC = new KeptVoiceCodec();

    static KeptVoice of(Voice voice) {
        return new KeptVoice(Voiceprint.of(voice.vector()), voice.seconds());
    }

    Voice voice() {
        return new Voice(centroid.vector(), seconds);
    }

    private static final class KeptVoiceCodec implements Codec<KeptVoice> {
        @Override
        public void write(KeptVoice voice, EntryWriter out) {
            out.bytes(voice.centroid().steps());
            out.random(Double.doubleToRawLongBits(voice.seconds()));
        }

        @Override
        public KeptVoice read(EntryReader in) {
            return new KeptVoice(new Voiceprint(in.bytes()), Double.longBitsToDouble(in.random()));
        }
    }
}
