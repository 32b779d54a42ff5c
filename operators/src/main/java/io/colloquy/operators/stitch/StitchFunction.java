package io.colloquy.operators.stitch;

import io.colloquy.operators.state.PointMap;
import io.colloquy.operators.stitch.core.EdgeAudio;
import io.colloquy.operators.stitch.core.End;
import io.colloquy.operators.stitch.core.PartEntry;
import io.colloquy.operators.stitch.core.StitchState;
import io.colloquy.operators.stitch.core.Stitcher;
import io.colloquy.operators.stitch.core.Waiting;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.OutputTag;

/** The chronological window: says what is to be heard, and how the live set changes. */
public final class StitchFunction extends KeyedProcessFunction<StreamId, StitchEvent, LiveChange> {
    public static final OutputTag<HearRequest> REQUESTS = new OutputTag<>("requests") {};

    private final StitchSettings settings;
    private transient StitchState state;

    public StitchFunction(StitchSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        state = new State(getRuntimeContext());
    }

    @Override
    public void processElement(StitchEvent event, Context context, Collector<LiveChange> out) {
        Stitcher stitcher = new Stitcher(settings, context.getCurrentKey(), state);
        long now = context.timerService().currentProcessingTime();
        Stitcher.Step step = event.detected() != null
                ? stitcher.accept(event.detected(), now)
                : stitcher.restate(event.restated(), now);
        emit(step, context, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<LiveChange> out) {
        emit(new Stitcher(settings, context.getCurrentKey(), state).expire(timestamp), context, out);
    }

    private static void emit(Stitcher.Step step, Context context, Collector<LiveChange> out) {
        if (step.change() != null) out.collect(step.change());
        for (HearRequest request : step.requests()) context.output(REQUESTS, request);
        for (long deadline : step.deadlines()) context.timerService().registerProcessingTimeTimer(deadline);
    }

    /**
     * Parts, ends, audio and restated sources live until the horizon has passed them; what waits, until its patience
     * ends.
     */
    private static final class State implements StitchState {
        private final PointMap<PartId, PartEntry> parts;
        private final PointMap<Long, List<End>> starts;
        private final PointMap<Long, List<End>> ends;
        private final PointMap<PartId, EdgeAudio> audio;
        private final PointMap<ChunkKey, Source> restated;
        private final PointMap<Long, List<Waiting>> waiting;
        private final ValueState<Long> newestEnd;

        State(RuntimeContext context) {
            TypeInformation<List<End>> listOfEnds = Types.LIST(TypeInformation.of(End.class));
            parts = PointMap.of(context, "parts", PartId.class, PartEntry.class);
            starts = PointMap.of(context, "starts", Types.LONG, listOfEnds);
            ends = PointMap.of(context, "ends", Types.LONG, listOfEnds);
            audio = PointMap.of(context, "edge-audio", PartId.class, EdgeAudio.class);
            restated = PointMap.of(context, "restated", ChunkKey.class, Source.class);
            waiting = PointMap.of(context, "waiting", Types.LONG, Types.LIST(TypeInformation.of(Waiting.class)));
            newestEnd = context.getState(new ValueStateDescriptor<>("newest-end", Types.LONG));
        }

        @Override
        public PartEntry part(PartId id) {
            return parts.get(id);
        }

        @Override
        public void putPart(PartEntry entry) {
            parts.put(entry.id(), entry);
        }

        @Override
        public List<End> starts(long slot) {
            return starts.getOrDefault(slot, List.of());
        }

        @Override
        public void putStarts(long slot, List<End> ends) {
            starts.put(slot, ends);
        }

        @Override
        public List<End> ends(long slot) {
            return ends.getOrDefault(slot, List.of());
        }

        @Override
        public void putEnds(long slot, List<End> list) {
            ends.put(slot, list);
        }

        @Override
        public EdgeAudio audio(PartId id) {
            return audio.get(id);
        }

        @Override
        public void putAudio(PartId id, EdgeAudio edges) {
            audio.put(id, edges);
        }

        @Override
        public Source restated(ChunkKey chunk) {
            return restated.get(chunk);
        }

        @Override
        public void putRestated(ChunkKey chunk, Source source) {
            restated.put(chunk, source);
        }

        @Override
        public long newestEnd() {
            try {
                Long end = newestEnd.value();
                return end == null ? Long.MIN_VALUE : end;
            } catch (IOException e) {
                throw new FlinkRuntimeException("state can't be read", e);
            }
        }

        @Override
        public void putNewestEnd(long end) {
            try {
                newestEnd.update(end);
            } catch (IOException e) {
                throw new FlinkRuntimeException("state can't be written", e);
            }
        }

        @Override
        public List<Waiting> waiting(long deadline) {
            return waiting.getOrDefault(deadline, List.of());
        }

        @Override
        public void putWaiting(long deadline, List<Waiting> list) {
            waiting.put(deadline, list);
        }
    }
}
