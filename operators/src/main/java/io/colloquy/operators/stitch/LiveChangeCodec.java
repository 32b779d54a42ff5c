package io.colloquy.operators.stitch;

import io.colloquy.operators.message.MessageCodecs;
import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.operators.stitch.LiveChange.AnalysedPart;
import io.colloquy.operators.stitch.LiveChange.CoverChange;
import java.util.List;

/** How changes of the live set are written. */
public final class LiveChangeCodec implements Codec<LiveChange> {
    private static final Codec<List<CoverChange>> COVERS = new Covers().list();
    private static final Codec<List<LiveUtterance>> UTTERANCES = new LiveUtteranceCodec().list();

    @Override
    public void write(LiveChange change, EntryWriter out) {
        MessageCodecs.STREAM.write(change.stream(), out);
        writeAnalysed(change.analysed(), out);
        COVERS.write(change.covers(), out);
        UTTERANCES.write(change.removed(), out);
        UTTERANCES.write(change.added(), out);
    }

    @Override
    public LiveChange read(EntryReader in) {
        return new LiveChange(
                MessageCodecs.STREAM.read(in),
                readAnalysed(in),
                COVERS.read(in),
                UTTERANCES.read(in),
                UTTERANCES.read(in));
    }

    private static void writeAnalysed(AnalysedPart part, EntryWriter out) {
        out.flag(part != null);
        if (part == null) return;
        CommonCodecs.PART.write(part.id(), out);
        out.number(part.samples());
        out.flag(part.failed());
    }

    private static AnalysedPart readAnalysed(EntryReader in) {
        return in.flag() ? new AnalysedPart(CommonCodecs.PART.read(in), in.integer(), in.flag()) : null;
    }

    private static final class Covers implements Codec<CoverChange> {
        @Override
        public void write(CoverChange cover, EntryWriter out) {
            CommonCodecs.PART.write(cover.part(), out);
            out.ascending(cover.covered());
            out.ascending(cover.uncovered());
        }

        @Override
        public CoverChange read(EntryReader in) {
            return new CoverChange(CommonCodecs.PART.read(in), in.ascending(), in.ascending());
        }
    }
}
