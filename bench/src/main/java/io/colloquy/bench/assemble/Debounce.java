package io.colloquy.bench.assemble;

import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Fires a window once nothing has come for a while, or when the first element since it last fired is so old. */
final class Debounce extends Trigger<SessionUtterance, TimeWindow> {
    private static final ReducingStateDescriptor<Long> FIRST =
            new ReducingStateDescriptor<>("first", Math::min, Types.LONG);
    private static final ReducingStateDescriptor<Long> LAST =
            new ReducingStateDescriptor<>("last", Math::max, Types.LONG);

    private final long quiet;
    private final long maxDelay;

    /** Both in ms. */
    Debounce(long quiet, long maxDelay) {
        this.quiet = quiet;
        this.maxDelay = maxDelay;
    }

    @Override
    public TriggerResult onElement(SessionUtterance element, long time, TimeWindow window, TriggerContext context)
            throws Exception {
        long now = context.getCurrentProcessingTime();
        ReducingState<Long> first = context.getPartitionedState(FIRST);
        boolean pending = first.get() != null;
        if (!pending) first.add(now);
        context.getPartitionedState(LAST).add(now);
        if (!pending) context.registerProcessingTimeTimer(due(context));
        return TriggerResult.CONTINUE;
    }

    private long due(TriggerContext context) throws Exception {
        return Math.min(
                context.getPartitionedState(LAST).get() + quiet,
                context.getPartitionedState(FIRST).get() + maxDelay);
    }

    @Override
    public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext context) throws Exception {
        if (context.getPartitionedState(FIRST).get() == null) return TriggerResult.CONTINUE;
        long due = due(context);
        if (time < due) {
            context.registerProcessingTimeTimer(due);
            return TriggerResult.CONTINUE;
        }
        clear(window, context);
        return TriggerResult.FIRE;
    }

    @Override
    public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext context) {
        return TriggerResult.CONTINUE;
    }

    @Override
    public boolean canMerge() {
        return true;
    }

    @Override
    public void onMerge(TimeWindow window, OnMergeContext context) throws Exception {
        context.mergePartitionedState(FIRST);
        context.mergePartitionedState(LAST);
        TriggerContext merged = (TriggerContext) context;
        if (merged.getPartitionedState(FIRST).get() != null) merged.registerProcessingTimeTimer(due(merged));
    }

    @Override
    public void clear(TimeWindow window, TriggerContext context) throws Exception {
        context.getPartitionedState(FIRST).clear();
        context.getPartitionedState(LAST).clear();
    }
}
