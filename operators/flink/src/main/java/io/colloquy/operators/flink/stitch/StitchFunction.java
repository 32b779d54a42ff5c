package io.colloquy.operators.flink.stitch;

import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.deadletter.RejectedRecord.InKafka;
import io.colloquy.operators.core.deadletter.RejectedRecord.Stage;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.definition.KeptDefinition;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.StitchInput;
import io.colloquy.operators.core.stitch.StitchSettings;
import io.colloquy.operators.core.stitch.StitchState;
import io.colloquy.operators.core.stitch.Stitcher;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.flink.state.DefinitionState;
import io.colloquy.operators.flink.state.KeyedStateStore;
import io.colloquy.operators.flink.state.MessageTypes;
import io.colloquy.operators.flink.state.StreamContext;
import io.colloquy.schemas.Rejection;
import io.colloquy.schemas.Rejection.Reason;
import io.colloquy.schemas.StreamId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Stitching: says what is to be transcribed, and how the utterance set changes. */
public final class StitchFunction extends KeyedProcessFunction<StreamId, StitchInput, UtteranceChange>
        implements CheckpointedFunction {
    public static final OutputTag<ClipRequest> REQUESTS = new OutputTag<>("requests", MessageTypes.CLIP_REQUEST);
    public static final OutputTag<RejectedRecord> REJECTED = new OutputTag<>("rejected", MessageTypes.REJECTED_RECORD);
    /** On the heap of a subtask: enough for the edges of some hundred devices that upload at the same time. */
    private static final long AUDIO_HELD_BYTES = 32L << 20;

    private final StitchSettings settings;
    private final long audioHeldBytes;
    private transient StreamContext streamContext;
    private transient HeldAudio audio;
    private transient StitchState state;
    private transient DefinitionState definition;

    public StitchFunction(StitchSettings settings) {
        this(settings, AUDIO_HELD_BYTES);
    }

    /** @param audioHeldBytes of audio at edges that are held on the heap; what doesn't fit is written to state */
    public StitchFunction(StitchSettings settings, long audioHeldBytes) {
        this.settings = settings;
        this.audioHeldBytes = audioHeldBytes;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        definition =
                DefinitionState.open(context.getOperatorStateStore()).check(KeptDefinition.of(settings.definition()));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        definition.keep();
    }

    @Override
    public void open(OpenContext context) {
        streamContext = new StreamContext(getRuntimeContext());
        KeyedStateStore store = new KeyedStateStore(streamContext);
        HeldAudio.Limits limits = new HeldAudio.Limits(audioHeldBytes, StitchState.AUDIO_KEPT);
        audio = new HeldAudio(streamContext, store.open(StitchState.AUDIO), limits);
        state = StitchState.open(store, audio);
    }

    @Override
    public void processElement(StitchInput input, Context context, Collector<UtteranceChange> out) {
        long now = context.timerService().currentProcessingTime();
        Stitcher stitcher = stitcher(context.getCurrentKey(), now);
        Stitcher.Step step = input.match(
                detected -> stitcher.accept(detected.part(), now),
                restated -> stitcher.restate(restated.source(), now));
        emit(step, context, out);
        step.failed().ifPresent(part -> context.output(REJECTED, rejected(part, now)));
    }

    /** Rejects a part on which voice activity failed. It is done here since an async operator has no side outputs. */
    private static RejectedRecord rejected(DetectedPart detected, long now) {
        AudioPart part = detected.part();
        String detail = "voice activity failed on part " + part.id().index() + ": " + detected.failure();
        return new RejectedRecord(
                new InKafka(part.stream(), part.origin()),
                Rejection.of(Reason.INFERENCE_FAILED, detail),
                Stage.DETECT,
                now);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<UtteranceChange> out) {
        emit(stitcher(context.getCurrentKey(), timestamp).expire(timestamp), context, out);
    }

    private Stitcher stitcher(StreamId stream, long now) {
        streamContext.enter(stream);
        audio.advanceTo(now);
        return new Stitcher(settings, stream, state);
    }

    private static void emit(Stitcher.Step step, Context context, Collector<UtteranceChange> out) {
        step.change().ifPresent(out::collect);
        for (ClipRequest request : step.requests()) context.output(REQUESTS, request);
        for (long deadline : step.deadlines()) context.timerService().registerProcessingTimeTimer(deadline);
    }
}
