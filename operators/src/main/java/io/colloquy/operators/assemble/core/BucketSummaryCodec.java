package io.colloquy.operators.assemble.core;

import io.colloquy.operators.assemble.core.BucketSummary.Run;
import io.colloquy.operators.state.core.Codec;
import io.colloquy.operators.state.core.CommonCodecs;
import io.colloquy.operators.state.core.EntryReader;
import io.colloquy.operators.state.core.EntryWriter;
import java.util.Arrays;
import java.util.List;

/** How the assembly keeps what conversations need to know of a bucket. */
public final class BucketSummaryCodec implements Codec<BucketSummary> {
    private static final Codec<List<Run>> RUNS = new Runs().list();
    private static final Codec<List<KeptVoice>> VOICES = KeptVoice.CODEC.list();

    @Override
    public void write(BucketSummary summary, EntryWriter out) {
        RUNS.write(summary.runs(), out);
        VOICES.write(summary.voices(), out);
        out.flag(summary.continued());
    }

    @Override
    public BucketSummary read(EntryReader in) {
        return new BucketSummary(RUNS.read(in), VOICES.read(in), in.flag());
    }

    private static final class Runs implements Codec<Run> {
        @Override
        public void write(Run run, EntryWriter out) {
            out.difference(run.start());
            out.difference(run.end() - run.start());
            out.flag(run.continues());
            Anchor.CODEC.write(run.anchor(), out);
            out.ascending(run.voices().stream().mapToInt(Integer::intValue).toArray());
            out.number(run.models().size());
            for (String model : run.models()) out.repeated(model, CommonCodecs.TEXT);
        }

        @Override
        public Run read(EntryReader in) {
            long start = in.difference();
            long end = start + in.difference();
            boolean continues = in.flag();
            Anchor anchor = Anchor.CODEC.read(in);
            List<Integer> voices = Arrays.stream(in.ascending()).boxed().toList();
            String[] models = new String[in.count()];
            for (int i = 0; i < models.length; i++) models[i] = in.repeated(CommonCodecs.TEXT);
            return new Run(start, end, continues, anchor, voices, List.of(models));
        }
    }
}
