package io.colloquy.operators.core.decode;

import io.colloquy.operators.core.decode.Arrival.Decoded;
import io.colloquy.operators.core.state.MessageCodec.Audio;

/** The audio of the part that an arrival holds, if any. */
record ArrivalAudio() implements Audio<Arrival> {
    private static final byte[] NONE = new byte[0];

    @Override
    public byte[] of(Arrival arrival) {
        return arrival.match(decoded -> decoded.part().pcm(), rejected -> NONE);
    }

    @Override
    public Arrival put(Arrival arrival, byte[] pcm) {
        return arrival.match(decoded -> new Decoded(decoded.part().withPcm(pcm)), rejected -> rejected);
    }
}
