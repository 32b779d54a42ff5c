package io.colloquy.bench.arrival;

import java.time.Duration;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Flink's own trigger of event time, but for late chunks: those that come within the same fifteen seconds fire together,
 * where Flink's would fire for each. Fifteen seconds are what Colloquy waits at most.
 */
final class FireOnceThenTogether extends Trigger<WindowedChunk, TimeWindow> {
    private static final long TOGETHER = Duration.ofSeconds(15).toMillis();

    @Override
    public TriggerResult onElement(WindowedChunk chunk, long time, TimeWindow window, TriggerContext context) {
        if (window.maxTimestamp() > context.getCurrentWatermark())
            context.registerEventTimeTimer(window.maxTimestamp());
        else context.registerProcessingTimeTimer((context.getCurrentProcessingTime() / TOGETHER + 1) * TOGETHER);
        return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext context) {
        return TriggerResult.FIRE;
    }

    @Override
    public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext context) {
        return time == window.maxTimestamp() ? TriggerResult.FIRE : TriggerResult.CONTINUE;
    }

    @Override
    public boolean canMerge() {
        return true;
    }

    /** The chunk that made windows merge is said to have come right after. */
    @Override
    public void onMerge(TimeWindow window, OnMergeContext context) {}

    /** A timer of a window that was merged into another is passed over. */
    @Override
    public void clear(TimeWindow window, TriggerContext context) {}
}
