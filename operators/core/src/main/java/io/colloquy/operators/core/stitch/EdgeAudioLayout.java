package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;

/** Layout of edge audio. */
final class EdgeAudioLayout implements Layout<EdgeAudio> {
    @Override
    public void write(EdgeAudio audio, EntryWriter out) {
        out.number(audio.samples());
        out.bytes(audio.head());
        out.bytes(audio.tail());
    }

    @Override
    public EdgeAudio read(EntryReader in) {
        int samples = in.integer();
        return new EdgeAudio(in.bytes(), in.bytes(), samples);
    }
}
