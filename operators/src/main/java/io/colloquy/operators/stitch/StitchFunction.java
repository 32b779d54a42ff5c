package io.colloquy.operators.stitch;

import io.colloquy.operators.decode.Part;
import io.colloquy.operators.detect.DetectedPart;
import io.colloquy.operators.refuse.Refusal;
import io.colloquy.operators.state.KeptDefinition;
import io.colloquy.operators.state.KeyedEntries;
import io.colloquy.operators.state.StreamContext;
import io.colloquy.operators.stitch.core.EdgeAudio;
import io.colloquy.operators.stitch.core.ExtentCodec;
import io.colloquy.operators.stitch.core.PartEntryCodec;
import io.colloquy.operators.stitch.core.PlacedCodec;
import io.colloquy.operators.stitch.core.StitchState;
import io.colloquy.operators.stitch.core.Stitcher;
import io.colloquy.operators.stitch.core.WaitingCodec;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.RejectedRecord.Reason;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** The chronological window: says what is to be heard, and how the live set changes. */
public final class StitchFunction extends KeyedProcessFunction<StreamId, StitchEvent, LiveChange>
        implements CheckpointedFunction {
    public static final OutputTag<HearRequest> REQUESTS = new OutputTag<>("requests") {};
    public static final OutputTag<Refusal> REFUSALS = new OutputTag<>("refusals") {};
    private static final String DETECTING = "detect-speech";
    /** Parts of an upload follow each other within minutes; what comes later has the audio at its ends recalled. */
    private static final Duration AUDIO_KEPT = Duration.ofMinutes(10);
    /** Of the heap of a subtask: the edges of some hundred devices that upload at the same time. */
    private static final long AUDIO_HELD_BYTES = 32L << 20;

    private final StitchSettings settings;
    private final long audioHeldBytes;
    private transient StreamContext streamContext;
    private transient HeldAudio audio;
    private transient StitchState state;
    private transient KeptDefinition definition;

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
        definition = KeptDefinition.check(context.getOperatorStateStore(), settings.definition());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        definition.keep();
    }

    @Override
    public void open(OpenContext context) {
        streamContext = new StreamContext(getRuntimeContext());
        audio = audio(streamContext, audioHeldBytes);
        state = state(streamContext, audio);
    }

    @Override
    public void processElement(StitchEvent event, Context context, Collector<LiveChange> out) {
        long now = context.timerService().currentProcessingTime();
        Stitcher stitcher = stitcher(context.getCurrentKey(), now);
        Stitcher.Step step = event.detected() != null
                ? stitcher.accept(event.detected(), now)
                : stitcher.restate(event.restated(), now);
        emit(step, context, out);
        boolean failed = step.change() != null
                && step.change().analysed() != null
                && step.change().analysed().failed();
        if (failed) context.output(REFUSALS, refusal(event.detected(), now));
    }

    /** Voice activity could not be told; it is said here, for an async operator has no side outputs. */
    private static Refusal refusal(DetectedPart detected, long now) {
        Part part = detected.part();
        String detail = "voice activity failed on part " + part.id().index() + ": " + detected.failure();
        return new Refusal(part.stream(), part.origin(), Reason.INFERENCE_FAILED, detail, DETECTING, now);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<LiveChange> out) {
        emit(stitcher(context.getCurrentKey(), timestamp).expire(timestamp), context, out);
    }

    private Stitcher stitcher(StreamId stream, long now) {
        streamContext.enter(stream);
        audio.advanceTo(now);
        return new Stitcher(settings, stream, state);
    }

    private static void emit(Stitcher.Step step, Context context, Collector<LiveChange> out) {
        if (step.change() != null) out.collect(step.change());
        for (HearRequest request : step.requests()) context.output(REQUESTS, request);
        for (long deadline : step.deadlines()) context.timerService().registerProcessingTimeTimer(deadline);
    }

    private static HeldAudio audio(StreamContext context, long heldBytes) {
        return new HeldAudio(
                context,
                KeyedEntries.expiring(context, "edge-audio", PartId.class, EdgeAudio.class, AUDIO_KEPT),
                new HeldAudio.Limits(heldBytes, AUDIO_KEPT));
    }

    private static StitchState state(StreamContext context, HeldAudio audio) {
        return new StitchState(
                KeyedEntries.of(context, "parts", PartId.class, new PartEntryCodec()),
                KeyedEntries.of(context, "slots", Long.class, new PlacedCodec().list()),
                KeyedEntries.of(context, "occupied", Long.class, Long.class),
                audio,
                KeyedEntries.of(context, "restated", ChunkKey.class, Source.class),
                KeyedEntries.of(context, "waiting", Long.class, new WaitingCodec().list()),
                KeyedEntries.of(context, "extent", String.class, new ExtentCodec()));
    }
}
