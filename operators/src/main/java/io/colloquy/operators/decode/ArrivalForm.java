package io.colloquy.operators.decode;

import io.colloquy.operators.decode.Arrival.Rejected;
import io.colloquy.operators.message.MessageCodecs;
import io.colloquy.operators.message.MessageForm;
import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;

/** How arrivals travel. */
public final class ArrivalForm extends MessageForm<Arrival> {
    private static final long serialVersionUID = 1L;

    private static final Codec<Arrival> CODEC = new ArrivalCodec();

    @Override
    public Class<Arrival> type() {
        return Arrival.class;
    }

    @Override
    public Codec<Arrival> codec() {
        return CODEC;
    }

    @Override
    public byte[] audio(Arrival arrival) {
        return arrival.part() == null ? super.audio(arrival) : arrival.part().pcm();
    }

    @Override
    public Arrival withAudio(Arrival arrival, byte[] pcm) {
        return arrival.part() == null ? arrival : Arrival.of(arrival.part().withPcm(pcm));
    }

    private static final class ArrivalCodec implements Codec<Arrival> {
        @Override
        public void write(Arrival arrival, EntryWriter out) {
            out.flag(arrival.part() != null);
            if (arrival.part() != null) {
                PartForm.CODEC.write(arrival.part(), out);
                return;
            }
            MessageCodecs.STREAM.write(arrival.stream(), out);
            CommonCodecs.ORIGIN.write(arrival.rejected().origin(), out);
            out.difference(arrival.rejected().day());
        }

        @Override
        public Arrival read(EntryReader in) {
            if (in.flag()) return Arrival.of(PartForm.CODEC.read(in));
            return Arrival.of(
                    MessageCodecs.STREAM.read(in), new Rejected(CommonCodecs.ORIGIN.read(in), in.difference()));
        }
    }
}
