package io.colloquy.operators.core.stitch;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import java.util.List;

/** Layout of what stitching knows of a part. */
public final class PartEntryLayout implements Layout<PartEntry> {
    private static final int LAST = 1;
    private static final int FAILED = 2;
    private static final int PREVIOUS = 4;
    private static final int NEXT = 8;
    private static final Layout<List<Told>> TOLD = new ToldLayout().list();
    private static final Layout<List<Digest>> CLIP_IDS = CommonLayouts.DIGEST.list();

    @Override
    public void write(PartEntry part, EntryWriter out) {
        out.number((part.last() ? LAST : 0)
                | (part.failed() ? FAILED : 0)
                | (part.previous() != null ? PREVIOUS : 0)
                | (part.next() != null ? NEXT : 0));
        CommonLayouts.PART.write(part.id(), out);
        out.number(part.samples());
        out.number(part.chunkSamples());
        CommonLayouts.SOURCE.write(part.source(), out);
        CommonLayouts.ORIGIN.write(part.origin(), out);
        out.intervals(part.speech());
        out.bytes(part.levels());
        CommonLayouts.PRINT.write(part.print(), out);
        out.intervals(part.hidden());
        TOLD.write(part.told(), out);
        if (part.previous() != null) CommonLayouts.PART.write(part.previous(), out);
        if (part.next() != null) CommonLayouts.PART.write(part.next(), out);
        CLIP_IDS.write(part.requested(), out);
    }

    @Override
    public PartEntry read(EntryReader in) {
        int flags = in.integer();
        PartId id = CommonLayouts.PART.read(in);
        int samples = in.integer();
        int chunkSamples = in.integer();
        Source source = CommonLayouts.SOURCE.read(in);
        Origin origin = CommonLayouts.ORIGIN.read(in);
        Intervals speech = in.intervals();
        byte[] levels = in.bytes();
        SoundPrint print = CommonLayouts.PRINT.read(in);
        Intervals hidden = in.intervals();
        List<Told> told = TOLD.read(in);
        PartId previous = (flags & PREVIOUS) != 0 ? CommonLayouts.PART.read(in) : null;
        PartId next = (flags & NEXT) != 0 ? CommonLayouts.PART.read(in) : null;
        List<Digest> requested = CLIP_IDS.read(in);
        boolean last = (flags & LAST) != 0;
        boolean failed = (flags & FAILED) != 0;
        return new PartEntry(
                id,
                samples,
                last,
                chunkSamples,
                source,
                origin,
                failed,
                speech,
                levels,
                print,
                hidden,
                told,
                previous,
                next,
                requested);
    }

    private static final class ToldLayout implements Layout<Told> {
        @Override
        public void write(Told told, EntryWriter out) {
            out.number(told.from());
            out.difference(told.shift());
        }

        @Override
        public Told read(EntryReader in) {
            return new Told(in.integer(), in.difference());
        }
    }
}
