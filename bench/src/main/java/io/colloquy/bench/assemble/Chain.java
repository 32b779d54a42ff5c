package io.colloquy.bench.assemble;

import io.colloquy.bench.StandIn;
import io.colloquy.operators.admit.Account;
import io.colloquy.operators.admit.AdmitFunction;
import io.colloquy.operators.assemble.AssembleFunction;
import io.colloquy.operators.assemble.AssembleSettings;
import io.colloquy.operators.assemble.AssemblyEvent;
import io.colloquy.operators.decode.Arrival;
import io.colloquy.operators.decode.Part;
import io.colloquy.operators.detect.DetectedPart;
import io.colloquy.operators.hear.Heard;
import io.colloquy.operators.stitch.HearRequest;
import io.colloquy.operators.stitch.LiveChange;
import io.colloquy.operators.stitch.StitchEvent;
import io.colloquy.operators.stitch.StitchFunction;
import io.colloquy.operators.stitch.StitchSettings;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Revision;
import io.colloquy.speech.Hearing;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The job's operators behind the decoder, one after another on one thread, with models that answer at once. */
final class Chain implements Pipeline {
    static final Duration QUIET = Duration.ofSeconds(2);
    static final Duration MAX_DELAY = Duration.ofSeconds(15);
    static final Duration SETTLE_AFTER = Duration.ofMinutes(20);
    /** Longer than the longest history here. */
    private static final Duration HORIZON = Duration.ofDays(100);

    private static final StitchSettings STITCHING =
            new StitchSettings(Definition.DEFAULT, Duration.ofSeconds(10), HORIZON);

    private static final AssembleSettings ASSEMBLING =
            new AssembleSettings(Definition.DEFAULT, SETTLE_AFTER, HORIZON, QUIET, MAX_DELAY);

    private final Wire<Arrival> toAdmit;
    private final Wire<StitchEvent> toStitch;
    private final Wire<HearRequest> toHear;
    private final Wire<AssemblyEvent> toAssemble;
    private final Operator<Arrival, Part> admit;
    private final Operator<StitchEvent, LiveChange> stitch;
    private final Operator<AssemblyEvent, Revision> assemble;
    private final Revisions published;

    /** @param wires between the operators; else a message is handed over as it is */
    private Chain(boolean wires, long now, Revisions published) throws Exception {
        this.published = published;
        toAdmit = wires ? Wire.of(Arrival.class) : Wire.none();
        toStitch = wires ? Wire.of(StitchEvent.class) : Wire.none();
        toHear = wires ? Wire.of(HearRequest.class) : Wire.none();
        toAssemble = wires ? Wire.of(AssemblyEvent.class) : Wire.none();
        admit = new Operator<>(new AdmitFunction(HORIZON), Arrival::stream, now);
        stitch = new Operator<>(new StitchFunction(STITCHING), StitchEvent::stream, now);
        assemble = new Operator<>(new AssembleFunction(ASSEMBLING), AssemblyEvent::stream, now);
    }

    /**
     * The operators alone.
     *
     * @param now ms since the epoch
     */
    static Chain direct(long now, Revisions published) throws Exception {
        return new Chain(false, now, published);
    }

    /** The operators, and what it costs to hand messages from task to task. */
    static Chain overWires(long now, Revisions published) throws Exception {
        return new Chain(true, now, published);
    }

    @Override
    public void accept(Part part) throws Exception {
        admit.process(toAdmit.pass(new Arrival(part.stream(), part, null)));
        for (Part admitted : admit.takeOutput()) {
            stitch(StitchEvent.of(new DetectedPart(admitted, StandIn.detect(admitted.pcm()))));
        }
        for (StitchEvent restated : admit.takeSideOutput(AdmitFunction.RESTATED)) stitch(restated);
        for (Account account : admit.takeSideOutput(AdmitFunction.ACCOUNTS)) assemble(AssemblyEvent.of(account));
        passOn();
    }

    @Override
    public void advanceTo(long now) throws Exception {
        admit.advanceTo(now);
        stitch.advanceTo(now);
        passOn();
        assemble.advanceTo(now);
        passOn();
    }

    private void passOn() throws Exception {
        for (LiveChange change : stitch.takeOutput()) assemble(AssemblyEvent.of(change));
        for (HearRequest request : stitch.takeSideOutput(StitchFunction.REQUESTS)) {
            assemble(AssemblyEvent.of(heard(toHear.pass(request))));
        }
        for (Revision revision : assemble.takeOutput()) published.take(revision);
    }

    private void stitch(StitchEvent event) throws Exception {
        stitch.process(toStitch.pass(event));
    }

    private void assemble(AssemblyEvent event) throws Exception {
        assemble.process(toAssemble.pass(event));
    }

    private static Heard heard(HearRequest request) {
        Hearing hearing = StandIn.hearing(request.pcm());
        return new Heard(
                request.stream(),
                request.take(),
                request.start(),
                StandIn.MODEL,
                hearing.words(),
                hearing.voiceprint(),
                null);
    }

    Traffic traffic() {
        return admit.traffic().plus(stitch.traffic()).plus(assemble.traffic());
    }

    /** Bytes in savepoints, by operator and state. */
    Map<String, Long> savepointBytes() throws Exception {
        Map<String, Long> all = new TreeMap<>();
        admit.savepointBytes().forEach((state, bytes) -> all.put("admit/" + state, bytes));
        stitch.savepointBytes().forEach((state, bytes) -> all.put("stitch/" + state, bytes));
        assemble.savepointBytes().forEach((state, bytes) -> all.put("assemble/" + state, bytes));
        return all;
    }

    @Override
    public void close() {
        admit.close();
        stitch.close();
        assemble.close();
    }
}
