package io.colloquy.bench.assemble;

import io.colloquy.bench.load.StandIn;
import io.colloquy.operators.core.assemble.AssembleSettings;
import io.colloquy.operators.core.assemble.AssemblyInput;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.StitchInput;
import io.colloquy.operators.core.stitch.StitchSettings;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.operators.flink.assemble.AssembleFunction;
import io.colloquy.operators.flink.deduplicate.DeduplicateFunction;
import io.colloquy.operators.flink.state.MessageTypes;
import io.colloquy.operators.flink.stitch.StitchFunction;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Revision;
import io.colloquy.speech.api.Transcription;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The job's operators behind the decoder, one after another on one thread. */
public final class Chain implements Pipeline {
    public static final Duration QUIET = Duration.ofSeconds(2);
    static final Duration MAX_DELAY = Duration.ofSeconds(15);
    public static final Duration SETTLE_AFTER = Duration.ofMinutes(20);
    /** Longer than the longest history here. */
    private static final Duration HORIZON = Duration.ofDays(100);

    private static final StitchSettings STITCHING =
            new StitchSettings(Definition.DEFAULT, Duration.ofSeconds(10), HORIZON);

    private static final AssembleSettings ASSEMBLING =
            new AssembleSettings(Definition.DEFAULT, SETTLE_AFTER, HORIZON, QUIET, MAX_DELAY);

    private final Wire<Arrival> toDeduplicate;
    private final Wire<StitchInput> toStitch;
    private final Wire<ClipRequest> toTranscribe;
    private final Wire<AssemblyInput> toAssemble;
    private final Operator<Arrival, AudioPart> deduplicate;
    private final Operator<StitchInput, UtteranceChange> stitch;
    private final Operator<AssemblyInput, Revision> assemble;
    private final Listener listener;
    private final Revisions published;

    /** Stands where the models stand in the job. */
    public interface Listener {

        /** Finds where in a part somebody speaks. */
        DetectedPart detect(AudioPart part);

        /** Hears a clip. Slices of it may be missing, which the job would recall. */
        ClipResult hear(ClipRequest request);

        /** The utterances of a stream have changed. */
        default void changed(UtteranceChange change) {}
    }

    /** Models that answer at once. */
    private record AtOnce() implements Listener {
        @Override
        public DetectedPart detect(AudioPart part) {
            return new DetectedPart(part, StandIn.detect(part.pcm()));
        }

        @Override
        public ClipResult hear(ClipRequest request) {
            return result(request, StandIn.MODEL, StandIn.transcribe(request.pcm()));
        }
    }

    /** @param wires between the operators; else a message is handed over as it is */
    private Chain(boolean wires, Listener listener, long now, Revisions published) throws Exception {
        this.listener = listener;
        this.published = published;
        toDeduplicate = wires ? Wire.of(MessageTypes.ARRIVAL) : Wire.none();
        toStitch = wires ? Wire.of(MessageTypes.STITCH_INPUT) : Wire.none();
        toTranscribe = wires ? Wire.of(MessageTypes.CLIP_REQUEST) : Wire.none();
        toAssemble = wires ? Wire.of(MessageTypes.ASSEMBLY_INPUT) : Wire.none();
        deduplicate = new Operator<>(new DeduplicateFunction(HORIZON), Arrival::stream, now);
        stitch = new Operator<>(new StitchFunction(STITCHING), StitchInput::stream, now);
        assemble = new Operator<>(new AssembleFunction(ASSEMBLING), AssemblyInput::stream, now);
    }

    /**
     * The operators alone, with models that answer at once.
     *
     * @param now ms since the epoch
     */
    static Chain direct(long now, Revisions published) throws Exception {
        return new Chain(false, new AtOnce(), now, published);
    }

    /** The same, and what it costs to hand messages from task to task. */
    static Chain overWires(long now, Revisions published) throws Exception {
        return new Chain(true, new AtOnce(), now, published);
    }

    /** The operators with models of the caller's. */
    public static Chain with(Listener listener, long now, Revisions published) throws Exception {
        return new Chain(false, listener, now, published);
    }

    @Override
    public void accept(AudioPart part) throws Exception {
        deduplicate.process(toDeduplicate.pass(new Arrival.Decoded(part)));
        for (AudioPart accepted : deduplicate.takeOutput()) {
            stitch(StitchInput.of(listener.detect(accepted)));
        }
        for (StitchInput restated : deduplicate.takeSideOutput(DeduplicateFunction.RESTATED)) stitch(restated);
        for (AccountEntry account : deduplicate.takeSideOutput(DeduplicateFunction.ACCOUNTS))
            assemble(AssemblyInput.of(account));
        passOn();
    }

    @Override
    public void advanceTo(long now) throws Exception {
        deduplicate.advanceTo(now);
        stitch.advanceTo(now);
        passOn();
        assemble.advanceTo(now);
        passOn();
    }

    private void passOn() throws Exception {
        for (UtteranceChange change : stitch.takeOutput()) {
            listener.changed(change);
            assemble(AssemblyInput.of(change));
        }
        for (ClipRequest request : stitch.takeSideOutput(StitchFunction.REQUESTS)) {
            assemble(AssemblyInput.of(listener.hear(toTranscribe.pass(request))));
        }
        for (Revision revision : assemble.takeOutput()) published.take(revision);
    }

    private void stitch(StitchInput input) throws Exception {
        stitch.process(toStitch.pass(input));
    }

    private void assemble(AssemblyInput input) throws Exception {
        assemble.process(toAssemble.pass(input));
    }

    /** What the job makes of an answer. */
    public static ClipResult result(ClipRequest request, String model, Transcription transcription) {
        return new ClipResult(
                request.stream(),
                request.clipId(),
                request.start(),
                model,
                transcription.words(),
                transcription.embedding(),
                null);
    }

    Traffic traffic() {
        return deduplicate.traffic().plus(stitch.traffic()).plus(assemble.traffic());
    }

    /** Bytes in savepoints, by operator and state. */
    Map<String, Long> savepointBytes() throws Exception {
        Map<String, Long> all = new TreeMap<>();
        deduplicate.savepointBytes().forEach((state, bytes) -> all.put("deduplicate/" + state, bytes));
        stitch.savepointBytes().forEach((state, bytes) -> all.put("stitch/" + state, bytes));
        assemble.savepointBytes().forEach((state, bytes) -> all.put("assemble/" + state, bytes));
        return all;
    }

    @Override
    public void close() {
        deduplicate.close();
        stitch.close();
        assemble.close();
    }
}
