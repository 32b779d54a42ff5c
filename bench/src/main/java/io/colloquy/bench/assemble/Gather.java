package io.colloquy.bench.assemble;

import io.colloquy.schemas.StreamId;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The debounce of the job, in front of the windows: what a stream says is let through once nothing came of the stream
 * for a while, or when the first that waits is so old. A trigger could only wait for the quiet of each window by
 * itself, which in a shuffled upload comes after nearly every chunk: it would fire several times as often.
 */
final class Gather extends KeyedProcessFunction<StreamId, SessionUtterance, SessionUtterance> {
    private final long quiet;
    private final long maxDelay;

    private transient ListState<SessionUtterance> waiting;
    private transient ValueState<Since> since;

    /** When the first and the last came that wait, ms since the epoch. */
    public record Since(long first, long last) {}

    Gather(Duration quiet, Duration maxDelay) {
        this.quiet = quiet.toMillis();
        this.maxDelay = maxDelay.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        waiting = getRuntimeContext()
                .getListState(new ListStateDescriptor<>("waiting", TypeInformation.of(SessionUtterance.class)));
        since = getRuntimeContext().getState(new ValueStateDescriptor<>("since", TypeInformation.of(Since.class)));
    }

    @Override
    public void processElement(SessionUtterance said, Context context, Collector<SessionUtterance> out)
            throws Exception {
        long now = context.timerService().currentProcessingTime();
        Since before = since.value();
        Since after = new Since(before == null ? now : before.first, now);
        waiting.add(said);
        if (!after.equals(before)) since.update(after);
        if (before == null) context.timerService().registerProcessingTimeTimer(due(after));
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<SessionUtterance> out) throws Exception {
        long due = due(since.value());
        if (time < due) {
            context.timerService().registerProcessingTimeTimer(due);
            return;
        }
        for (SessionUtterance said : waiting.get()) out.collect(said);
        waiting.clear();
        since.clear();
    }

    private long due(Since since) {
        return Math.min(since.last + quiet, since.first + maxDelay);
    }
}
