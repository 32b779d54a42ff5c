package io.colloquy.operators.assemble;

import io.colloquy.operators.assemble.core.AssembleState;
import io.colloquy.operators.assemble.core.Assembler;
import io.colloquy.operators.assemble.core.BucketSummary;
import io.colloquy.operators.assemble.core.DayAccount;
import io.colloquy.operators.assemble.core.LiveBucket;
import io.colloquy.operators.assemble.core.PublishedBucket;
import io.colloquy.operators.assemble.core.Unpublished;
import io.colloquy.operators.hear.Heard;
import io.colloquy.operators.state.PointMap;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Joins the live set with what was heard, and says after a little quiet what is now true. */
public final class AssembleFunction extends KeyedProcessFunction<StreamId, AssemblyEvent, Revision> {
    private final AssembleSettings settings;
    private transient AssembleState state;
    private transient long attempt;

    public AssembleFunction(AssembleSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        state = new State(getRuntimeContext());
        attempt = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }

    @Override
    public void processElement(AssemblyEvent event, Context context, Collector<Revision> out) {
        long now = context.timerService().currentProcessingTime();
        emit(assembler(context).accept(event, now), context, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Revision> out) {
        long now = context.timerService().currentProcessingTime();
        emit(assembler(context).onTimer(timestamp, Math.max(timestamp, now)), context, out);
    }

    private Assembler assembler(Context context) {
        return new Assembler(settings, context.getCurrentKey(), state, attempt);
    }

    private static void emit(Assembler.Step step, Context context, Collector<Revision> out) {
        for (long timer : step.timers()) context.timerService().registerProcessingTimeTimer(timer);
        if (step.revision() != null) out.collect(step.revision());
    }

    /** Everything lives until the horizon has passed it, but for what is due, which ends when it is done. */
    private static final class State implements AssembleState {
        private static final String ONLY = "";

        private final PointMap<Long, LiveBucket> live;
        private final PointMap<Digest, Heard> heard;
        private final PointMap<Long, BucketSummary> summaries;
        private final PointMap<Long, PublishedBucket> published;
        private final PointMap<Long, DayAccount> accounts;
        private final PointMap<Long, List<Long>> settling;
        private final PointMap<String, Unpublished> unpublished;
        private final PointMap<String, Long> counter;

        State(RuntimeContext context) {
            live = PointMap.of(context, "live", Long.class, LiveBucket.class);
            heard = PointMap.of(context, "heard", Digest.class, Heard.class);
            summaries = PointMap.of(context, "summaries", Long.class, BucketSummary.class);
            published = PointMap.of(context, "published", Long.class, PublishedBucket.class);
            accounts = PointMap.of(context, "accounts", Long.class, DayAccount.class);
            settling = PointMap.of(context, "settling", Types.LONG, Types.LIST(Types.LONG));
            unpublished = PointMap.of(context, "unpublished", Types.STRING, TypeInformation.of(Unpublished.class));
            counter = PointMap.of(context, "counter", Types.STRING, Types.LONG);
        }

        @Override
        public LiveBucket live(long bucket) {
            return live.getOrDefault(bucket, LiveBucket.EMPTY);
        }

        @Override
        public void putLive(long bucket, LiveBucket utterances) {
            live.put(bucket, utterances.utterances().isEmpty() ? null : utterances);
        }

        @Override
        public Heard heard(Digest take) {
            return heard.get(take);
        }

        @Override
        public void putHeard(Heard result) {
            heard.put(result.take(), result);
        }

        @Override
        public BucketSummary summary(long bucket) {
            return summaries.getOrDefault(bucket, BucketSummary.EMPTY);
        }

        @Override
        public void putSummary(long bucket, BucketSummary summary) {
            summaries.put(bucket, summary.runs().isEmpty() ? null : summary);
        }

        @Override
        public PublishedBucket published(long bucket) {
            return published.getOrDefault(bucket, PublishedBucket.NONE);
        }

        @Override
        public void putPublished(long bucket, PublishedBucket said) {
            published.put(bucket, said);
        }

        @Override
        public DayAccount account(long day) {
            return accounts.getOrDefault(day, DayAccount.EMPTY);
        }

        @Override
        public void putAccount(long day, DayAccount account) {
            accounts.put(day, account);
        }

        @Override
        public Unpublished unpublished() {
            return unpublished.get(ONLY);
        }

        @Override
        public void putUnpublished(Unpublished changes) {
            unpublished.put(ONLY, changes);
        }

        @Override
        public List<Long> settling(long deadline) {
            return settling.getOrDefault(deadline, List.of());
        }

        @Override
        public void putSettling(long deadline, List<Long> buckets) {
            settling.put(deadline, buckets);
        }

        @Override
        public long nextCounter() {
            long next = counter.getOrDefault(ONLY, 0L) + 1;
            counter.put(ONLY, next);
            return next;
        }
    }
}
