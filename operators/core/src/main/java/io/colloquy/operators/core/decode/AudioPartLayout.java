package io.colloquy.operators.core.decode;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.state.MessageLayouts;

/** Layout of a part without its audio. */
public final class AudioPartLayout implements Layout<AudioPart> {
    private static final byte[] NO_AUDIO_YET = new byte[0];

    @Override
    public void write(AudioPart part, EntryWriter out) {
        MessageLayouts.STREAM.write(part.stream(), out);
        CommonLayouts.PART.write(part.id(), out);
        CommonLayouts.SOURCE.write(part.source(), out);
        out.number(part.chunkSamples());
        CommonLayouts.ORIGIN.write(part.origin(), out);
        out.difference(part.timestamp());
    }

    @Override
    public AudioPart read(EntryReader in) {
        return new AudioPart(
                MessageLayouts.STREAM.read(in),
                CommonLayouts.PART.read(in),
                CommonLayouts.SOURCE.read(in),
                in.integer(),
                CommonLayouts.ORIGIN.read(in),
                in.difference(),
                NO_AUDIO_YET);
    }
}
