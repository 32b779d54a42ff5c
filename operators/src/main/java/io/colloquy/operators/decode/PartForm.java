package io.colloquy.operators.decode;

import io.colloquy.operators.message.MessageCodecs;
import io.colloquy.operators.message.MessageForm;
import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.schemas.Source;

/** How parts travel. */
public final class PartForm extends MessageForm<Part> {
    private static final long serialVersionUID = 1L;

    /** Of all but the audio. */
    public static final Codec<Part> CODEC = new PartCodec();

    @Override
    public Class<Part> type() {
        return Part.class;
    }

    @Override
    public Codec<Part> codec() {
        return CODEC;
    }

    @Override
    public byte[] audio(Part part) {
        return part.pcm();
    }

    @Override
    public Part withAudio(Part part, byte[] pcm) {
        return part.withPcm(pcm);
    }

    private static final class PartCodec implements Codec<Part> {
        @Override
        public void write(Part part, EntryWriter out) {
            MessageCodecs.STREAM.write(part.stream(), out);
            CommonCodecs.PART.write(part.id(), out);
            out.number(part.source().ordinal());
            out.number(part.chunkSamples());
            CommonCodecs.ORIGIN.write(part.origin(), out);
            out.difference(part.timestamp());
        }

        @Override
        public Part read(EntryReader in) {
            return new Part(
                    MessageCodecs.STREAM.read(in),
                    CommonCodecs.PART.read(in),
                    in.oneOf(Source.values()),
                    in.integer(),
                    CommonCodecs.ORIGIN.read(in),
                    in.difference(),
                    null);
        }
    }
}
