package io.colloquy.operators.stitch;

import io.colloquy.operators.decode.PartForm;
import io.colloquy.operators.detect.DetectedPart;
import io.colloquy.operators.message.MessageCodecs;
import io.colloquy.operators.message.MessageForm;
import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.schemas.Source;

/** How detected parts and restated sources travel. */
public final class StitchEventForm extends MessageForm<StitchEvent> {
    private static final long serialVersionUID = 1L;

    private static final Codec<StitchEvent> CODEC = new StitchEventCodec();

    @Override
    public Class<StitchEvent> type() {
        return StitchEvent.class;
    }

    @Override
    public Codec<StitchEvent> codec() {
        return CODEC;
    }

    @Override
    public byte[] audio(StitchEvent event) {
        return event.detected() == null
                ? super.audio(event)
                : event.detected().part().pcm();
    }

    @Override
    public StitchEvent withAudio(StitchEvent event, byte[] pcm) {
        DetectedPart detected = event.detected();
        if (detected == null) return event;
        return StitchEvent.of(new DetectedPart(detected.part().withPcm(pcm), detected.raw(), detected.failure()));
    }

    private static final class StitchEventCodec implements Codec<StitchEvent> {
        @Override
        public void write(StitchEvent event, EntryWriter out) {
            out.flag(event.detected() != null);
            if (event.detected() != null) {
                PartForm.CODEC.write(event.detected().part(), out);
                out.ascending(event.detected().raw());
                MessageCodecs.MAYBE_TEXT.write(event.detected().failure(), out);
                return;
            }
            MessageCodecs.STREAM.write(event.stream(), out);
            CommonCodecs.CHUNK.write(event.restated().chunk(), out);
            out.number(event.restated().chunkSamples());
            out.number(event.restated().source().ordinal());
        }

        @Override
        public StitchEvent read(EntryReader in) {
            if (in.flag()) {
                return StitchEvent.of(
                        new DetectedPart(PartForm.CODEC.read(in), in.ascending(), MessageCodecs.MAYBE_TEXT.read(in)));
            }
            return StitchEvent.of(
                    MessageCodecs.STREAM.read(in),
                    new SourceRestated(CommonCodecs.CHUNK.read(in), in.integer(), in.oneOf(Source.values())));
        }
    }
}
