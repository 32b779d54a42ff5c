package io.colloquy.operators.core.stitch;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.state.MessageLayouts;
import io.colloquy.operators.core.stitch.ClipRequest.MissingSlice;
import io.colloquy.schemas.Slice;
import java.util.List;

/** Layout of a clip request without its audio. */
final class ClipRequestLayout implements Layout<ClipRequest> {
    private static final Layout<List<MissingSlice>> MISSING = new MissingSliceLayout().list();
    private static final byte[] NO_AUDIO_YET = new byte[0];

    @Override
    public void write(ClipRequest request, EntryWriter out) {
        MessageLayouts.STREAM.write(request.stream(), out);
        out.digest(request.clipId());
        out.difference(request.start());
        MessageLayouts.ORIGINS.write(request.origins(), out);
        MISSING.write(request.missing(), out);
        MessageLayouts.MAYBE_TEXT.write(request.lost(), out);
    }

    @Override
    public ClipRequest read(EntryReader in) {
        return new ClipRequest(
                MessageLayouts.STREAM.read(in),
                in.digest(),
                in.difference(),
                MessageLayouts.ORIGINS.read(in),
                NO_AUDIO_YET,
                MISSING.read(in),
                MessageLayouts.MAYBE_TEXT.read(in));
    }

    private static final class MissingSliceLayout implements Layout<MissingSlice> {
        private static final Layout<Slice> SLICE = new SliceLayout();

        @Override
        public void write(MissingSlice missing, EntryWriter out) {
            SLICE.write(missing.slice(), out);
            CommonLayouts.ORIGIN.write(missing.origin(), out);
            out.number(missing.at());
        }

        @Override
        public MissingSlice read(EntryReader in) {
            return new MissingSlice(SLICE.read(in), CommonLayouts.ORIGIN.read(in), in.integer());
        }
    }
}
