package io.colloquy.operators.assemble.core;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.operators.stitch.LiveUtterance;
import io.colloquy.operators.stitch.LiveUtteranceCodec;

/** How the assembly keeps live utterances: each chunk is named once an entry. */
public final class LiveCodec implements Codec<Live> {
    private static final Codec<LiveUtterance> UTTERANCE = new LiveUtteranceCodec();

    @Override
    public void write(Live live, EntryWriter out) {
        out.uuid(live.id());
        UTTERANCE.write(live.utterance(), out);
    }

    @Override
    public Live read(EntryReader in) {
        return new Live(in.uuid(), UTTERANCE.read(in));
    }
}
