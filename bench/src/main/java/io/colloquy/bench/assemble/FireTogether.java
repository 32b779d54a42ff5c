package io.colloquy.bench.assemble;

import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Fires a window once for all that comes to it at one instant: {@link Gather} lets through much at once. */
final class FireTogether extends Trigger<SessionUtterance, TimeWindow> {

    @Override
    public TriggerResult onElement(SessionUtterance element, long time, TimeWindow window, TriggerContext context) {
        context.registerProcessingTimeTimer(context.getCurrentProcessingTime() + 1);
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext context) {
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

    /** The element that made windows merge is said to have come right after. */
    @Override
    public void onMerge(TimeWindow window, OnMergeContext context) {}

    /** A timer of a window that was merged into another is passed over. */
    @Override
    public void clear(TimeWindow window, TriggerContext context) {}
}
