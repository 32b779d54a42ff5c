package io.colloquy.operators.core.decode;

import io.colloquy.operators.core.decode.Arrival.Decoded;
import io.colloquy.operators.core.decode.Arrival.Rejected;
import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.state.MessageLayouts;

/** Layout of an arrival: a flag whether it was decoded, then the part or where the rejected record lies. */
final class ArrivalLayout implements Layout<Arrival> {
    private static final Layout<AudioPart> PART = new AudioPartLayout();

    @Override
    public void write(Arrival arrival, EntryWriter out) {
        arrival.when(
                decoded -> {
                    out.flag(true);
                    PART.write(decoded.part(), out);
                },
                rejected -> {
                    out.flag(false);
                    write(rejected, out);
                });
    }

    private static void write(Rejected rejected, EntryWriter out) {
        MessageLayouts.STREAM.write(rejected.stream(), out);
        CommonLayouts.ORIGIN.write(rejected.origin(), out);
        out.difference(rejected.day());
    }

    @Override
    public Arrival read(EntryReader in) {
        if (in.flag()) return new Decoded(PART.read(in));
        return new Rejected(MessageLayouts.STREAM.read(in), CommonLayouts.ORIGIN.read(in), in.difference());
    }
}
