package io.colloquy.operators.assemble.core;

import io.colloquy.operators.assemble.core.BucketSummary.BucketVoice;
import io.colloquy.operators.assemble.core.BucketSummary.Run;
import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import io.colloquy.schemas.ChunkKey;
import java.util.Arrays;
import java.util.List;

/** How the assembly keeps what conversations need to know of a bucket. */
public final class BucketSummaryCodec implements Codec<BucketSummary> {
    private static final Codec<List<Run>> RUNS = new Runs().list();
    private static final Codec<List<BucketVoice>> VOICES = new Voices().list();

    @Override
    public void write(BucketSummary summary, EntryWriter out) {
        RUNS.write(summary.runs(), out);
        VOICES.write(summary.voices(), out);
    }

    @Override
    public BucketSummary read(EntryReader in) {
        return new BucketSummary(RUNS.read(in), VOICES.read(in));
    }

    private static final class Runs implements Codec<Run> {
        @Override
        public void write(Run run, EntryWriter out) {
            out.difference(run.start());
            out.difference(run.end() - run.start());
            out.repeated(run.anchor(), CommonCodecs.CHUNK);
            out.number(run.anchorOffset());
            out.ascending(run.voices().stream().mapToInt(Integer::intValue).toArray());
            out.number(run.models().size());
            for (String model : run.models()) out.repeated(model, CommonCodecs.TEXT);
        }

        @Override
        public Run read(EntryReader in) {
            long start = in.difference();
            long end = start + in.difference();
            ChunkKey anchor = in.repeated(CommonCodecs.CHUNK);
            long offset = in.number();
            List<Integer> voices = Arrays.stream(in.ascending()).boxed().toList();
            String[] models = new String[in.count()];
            for (int i = 0; i < models.length; i++) models[i] = in.repeated(CommonCodecs.TEXT);
            return new Run(start, end, anchor, offset, voices, List.of(models));
        }
    }

    /** Centroids whole: what is clustered over a conversation is a mean of many voiceprints. */
    private static final class Voices implements Codec<BucketVoice> {
        @Override
        public void write(BucketVoice voice, EntryWriter out) {
            out.number(voice.centroid().length);
            for (float x : voice.centroid()) out.hash(Float.floatToRawIntBits(x));
            out.random(Double.doubleToRawLongBits(voice.seconds()));
        }

        @Override
        public BucketVoice read(EntryReader in) {
            float[] centroid = new float[in.count()];
            for (int i = 0; i < centroid.length; i++) centroid[i] = Float.intBitsToFloat(in.hash());
            return new BucketVoice(centroid, Double.longBitsToDouble(in.random()));
        }
    }
}
