package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.assemble.BucketSummary.Run;
import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.schemas.ChunkKey;
import java.util.Arrays;
import java.util.List;

/** Layout of a bucket's summary. */
public final class BucketSummaryLayout implements Layout<BucketSummary> {
    private static final Layout<List<Run>> RUNS = new Runs().list();
    private static final Layout<List<KeptVoice>> VOICES = KeptVoice.LAYOUT.list();

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

    private static final class Runs implements Layout<Run> {
        @Override
        public void write(Run run, EntryWriter out) {
            out.difference(run.start());
            out.difference(run.end() - run.start());
            out.flag(run.continues());
            out.repeated(run.anchor(), CommonLayouts.CHUNK);
            out.ascending(run.voices().stream().mapToInt(Integer::intValue).toArray());
            out.number(run.models().size());
            for (String model : run.models()) out.repeated(model, CommonLayouts.TEXT);
        }

        @Override
        public Run read(EntryReader in) {
            long start = in.difference();
            long end = start + in.difference();
            boolean continues = in.flag();
            ChunkKey anchor = in.repeated(CommonLayouts.CHUNK);
            List<Integer> voices = Arrays.stream(in.ascending()).boxed().toList();
            String[] models = new String[in.count()];
            for (int i = 0; i < models.length; i++) models[i] = in.repeated(CommonLayouts.TEXT);
            return new Run(start, end, continues, anchor, voices, List.of(models));
        }
    }
}
