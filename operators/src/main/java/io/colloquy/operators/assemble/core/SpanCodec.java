package io.colloquy.operators.assemble.core;

import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import java.util.ArrayList;
import java.util.List;

/** How the assembly keeps a node of the tree: times by what lies between them, models by their numbers. */
public final class SpanCodec implements Codec<Span> {
    @Override
    public void write(Span span, EntryWriter out) {
        SegmentCodec segments = new SegmentCodec();
        for (List<Segment> child : span.children()) {
            out.number(child.size());
            for (Segment segment : child) segments.write(segment, out);
        }
    }

    @Override
    public Span read(EntryReader in) {
        SegmentCodec segments = new SegmentCodec();
        List<List<Segment>> children = new ArrayList<>(Node.CHILDREN);
        for (int i = 0; i < Node.CHILDREN; i++) {
            int count = in.integer();
            List<Segment> child = new ArrayList<>();
            for (int j = 0; j < count; j++) child.add(segments.read(in));
            children.add(child);
        }
        return new Span(children);
    }

    /** For one entry: a segment's times are written by the one's before. */
    private static final class SegmentCodec implements Codec<Segment> {
        private static final Codec<List<KeptVoice>> VOICES = KeptVoice.CODEC.list();

        private long end;

        @Override
        public void write(Segment segment, EntryWriter out) {
            out.difference(segment.start() - end);
            out.difference(segment.end() - segment.start());
            end = segment.end();
            out.flag(segment.continues());
            out.flag(segment.continued());
            if (!segment.continues()) Anchor.CODEC.write(segment.anchor(), out);
            out.number(segment.models().size());
            for (String model : segment.models()) out.repeated(model, CommonCodecs.TEXT);
            VOICES.write(segment.voices(), out);
        }

        @Override
        public Segment read(EntryReader in) {
            long start = end + in.difference();
            end = start + in.difference();
            boolean continues = in.flag();
            boolean continued = in.flag();
            Anchor anchor = continues ? null : Anchor.CODEC.read(in);
            String[] models = new String[in.count()];
            for (int i = 0; i < models.length; i++) models[i] = in.repeated(CommonCodecs.TEXT);
            return new Segment(start, end, continues, continued, anchor, List.of(models), VOICES.read(in));
        }
    }
}
