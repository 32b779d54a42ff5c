package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.decode.AudioPartLayout;
import io.colloquy.operators.core.deduplicate.SourceRestated;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.state.MessageLayouts;
import io.colloquy.operators.core.stitch.StitchInput.Detected;
import io.colloquy.operators.core.stitch.StitchInput.Restated;

/** Layout of what stitching takes in: a flag whether it is a part, then the thing itself. */
final class StitchInputLayout implements Layout<StitchInput> {
    private static final Layout<AudioPart> PART = new AudioPartLayout();

    @Override
    public void write(StitchInput input, EntryWriter out) {
        input.when(
                detected -> {
                    out.flag(true);
                    write(detected.part(), out);
                },
                restated -> {
                    out.flag(false);
                    write(restated, out);
                });
    }

    private static void write(DetectedPart detected, EntryWriter out) {
        PART.write(detected.part(), out);
        out.intervals(detected.speech());
        CommonLayouts.PRINT.write(detected.print(), out);
        MessageLayouts.MAYBE_TEXT.write(detected.failure(), out);
    }

    private static void write(Restated restated, EntryWriter out) {
        MessageLayouts.STREAM.write(restated.stream(), out);
        CommonLayouts.CHUNK.write(restated.source().chunk(), out);
        out.number(restated.source().chunkSamples());
        CommonLayouts.SOURCE.write(restated.source().source(), out);
    }

    @Override
    public StitchInput read(EntryReader in) {
        if (in.flag()) {
            return new Detected(new DetectedPart(
                    PART.read(in), in.intervals(), CommonLayouts.PRINT.read(in), MessageLayouts.MAYBE_TEXT.read(in)));
        }
        return new Restated(
                MessageLayouts.STREAM.read(in),
                new SourceRestated(CommonLayouts.CHUNK.read(in), in.integer(), CommonLayouts.SOURCE.read(in)));
    }
}
