package io.colloquy.proof.simulation;

import io.colloquy.operators.core.assemble.AssembleSettings;
import io.colloquy.operators.core.assemble.Assembler;
import io.colloquy.operators.core.assemble.AssemblyInput;
import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.deduplicate.Decision;
import io.colloquy.operators.core.deduplicate.Deduplicator;
import io.colloquy.operators.core.deduplicate.SourceRestated;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.SameSound;
import io.colloquy.operators.core.stitch.StitchSettings;
import io.colloquy.operators.core.stitch.Stitcher;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.proof.models.StandInModels;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.speech.api.Transcription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * The cores of all operators, joined by channels whose delays are random: what a cluster does to one stream, on one
 * thread and a made-up clock.
 */
public final class Simulation {
    static final StreamId STREAM = new StreamId("device", "owner");
    static final AssembleSettings ASSEMBLE = new AssembleSettings(
            Definition.DEFAULT,
            Duration.ofHours(1),
            Duration.ofDays(30),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15));

    static final StitchSettings STITCH = stitching(ASSEMBLE);

    /** When it is uploaded: long after it was recorded, or while it still is, so that the newest chunk is awaited. */
    private static final long LONG_AFTER = 1_800_000_000_000L;

    private static final long MEANWHILE = 1_700_000_500_000L;

    /** How long something takes: as long as it says; as long as it happens to; or so, but not overtaking its like. */
    private enum Way {
        TIMED,
        RANDOM,
        IN_ORDER
    }

    private record Event(long time, long number, Way way, Runnable action) {
        static final Comparator<Event> ORDER =
                Comparator.comparingLong(Event::time).thenComparingLong(Event::number);
    }

    private record Checkpoint(Memory memory, List<Event> queue, long offset) {}

    private final Random random;
    private final int delay;
    private final AssembleSettings settings;
    private final Way toWindow;
    private final PriorityQueue<Event> queue = new PriorityQueue<>(Event.ORDER);
    private final Storage storage = new Storage();
    private final Recall recall = new Recall();
    private final List<Revision> revisions = new ArrayList<>();
    private final Decided decided = new Decided();
    private Memory memory = new Memory();
    private Deduplicator deduplicator;
    private Stitcher stitcher;
    private SameSound evidence = SameSound.BY_PRINT;
    private Assembler assembler;
    private long incarnation;
    private Checkpoint checkpoint;
    private long now;
    private long number;
    private long offset;
    private long lastInOrder;
    int transcribed;
    long transcribedSamples;

    /** @param delay the most that a message is on its way, ms */
    Simulation(Random random, int delay) {
        this(random, delay, ASSEMBLE, Way.RANDOM);
    }

    /** Stitching gets parts in the order in which they were accepted: the horizon passes what would come too late. */
    static Simulation inOrder(Random random, int delay, AssembleSettings settings) {
        return new Simulation(random, delay, settings, Way.IN_ORDER);
    }

    private Simulation(Random random, int delay, AssembleSettings settings, Way toWindow) {
        this.random = random;
        this.delay = delay;
        this.settings = settings;
        this.toWindow = toWindow;
        this.now = random.nextBoolean() ? LONG_AFTER : MEANWHILE;
        startIncarnation();
        checkpoint();
    }

    /** With other evidence for what is one sound, from the first chunk on. */
    Simulation believing(SameSound other) {
        evidence = other;
        stitcher = new Stitcher(stitching(settings), STREAM, memory.stitch, evidence);
        return this;
    }

    private static StitchSettings stitching(AssembleSettings settings) {
        return new StitchSettings(settings.definition(), Duration.ofSeconds(10), settings.horizon());
    }

    private void startIncarnation() {
        incarnation++;
        deduplicator = new Deduplicator(settings.horizon(), memory.deduplicate);
        stitcher = new Stitcher(stitching(settings), STREAM, memory.stitch, evidence);
        assembler = new Assembler(settings, STREAM, memory.assemble, incarnation);
    }

    Storage storage() {
        return storage;
    }

    /** What was published since it was last asked. */
    List<Revision> takeRevisions() {
        List<Revision> taken = List.copyOf(revisions);
        revisions.clear();
        return taken;
    }

    Memory memory() {
        return memory;
    }

    /** The chunk arrives {@code after} ms from now; sometimes its record is delivered again. */
    void send(Chunk chunk, Source source, long after) {
        later(after, () -> {
            Origin origin = new Origin("audio-chunks", 0, offset++);
            arrive(chunk, source, origin);
            if (random.nextInt(8) == 0) later(random.nextInt(60_000), () -> arrive(chunk, source, origin));
        });
    }

    /** Runs until nothing is left to do. */
    void run() {
        while (!queue.isEmpty()) runNext();
    }

    /** Runs until so many ms have passed. */
    void runFor(long millis) {
        long end = now + millis;
        while (!queue.isEmpty() && queue.peek().time <= end) runNext();
        now = Math.max(now, end);
    }

    private void runNext() {
        Event event = queue.remove();
        now = Math.max(now, event.time);
        event.action.run();
    }

    /** Remembers all that the operators know, and what is on its way between them. */
    void checkpoint() {
        checkpoint =
                new Checkpoint(memory.copy(), queue.stream().sorted(Event.ORDER).toList(), offset);
    }

    /**
     * Fails, and goes on from the last checkpoint: what was stored since stays stored, the records since then come
     * again, and what was on its way may come in another order.
     */
    void fail() {
        memory = checkpoint.memory.copy();
        offset = checkpoint.offset;
        startIncarnation();
        queue.clear();
        lastInOrder = 0;
        for (Event event : checkpoint.queue) {
            if (event.way == Way.TIMED) queue.add(event);
            else message(event.way, event.action);
        }
    }

    private void later(long after, Runnable action) {
        queue.add(new Event(now + after, number++, Way.TIMED, action));
    }

    private void message(Runnable action) {
        message(Way.RANDOM, action);
    }

    private void message(Way way, Runnable action) {
        long time = now + delay();
        if (way == Way.IN_ORDER) time = lastInOrder = Math.max(lastInOrder, time);
        queue.add(new Event(time, number++, way, action));
    }

    private int delay() {
        return delay == 0 ? 0 : random.nextInt(delay);
    }

    private void arrive(Chunk chunk, Source source, Origin origin) {
        for (AudioPart part : Parts.of(STREAM, chunk, source, origin)) {
            recall.remember(part);
            deduplicator.decide(new Arrival.Decoded(part), now).when(decided);
        }
    }

    /** Sends on what the deduplicator has decided. */
    private final class Decided implements Decision.Cases {
        @Override
        public void pass(AudioPart part) {
            DetectedPart detected = StandInModels.detected(part);
            message(toWindow, () -> stitched(stitcher.accept(detected, now)));
        }

        @Override
        public void account(AccountEntry entry) {
            message(() -> assemble(AssemblyInput.of(entry)));
        }

        @Override
        public void restate(StreamId stream, SourceRestated restated) {
            message(toWindow, () -> stitched(stitcher.restate(restated, now)));
        }

        /** No letter is looked at here. */
        @Override
        public void reject(RejectedRecord rejected) {}
    }

    /** What is kept of the audio ends with time, at any time. */
    private void stitched(Stitcher.Step step) {
        if (random.nextInt(20) == 0) memory.forgetAudio();
        step.change().ifPresent(change -> assemble(AssemblyInput.of(change)));
        for (ClipRequest request : step.requests()) transcribe(request);
        for (long deadline : step.deadlines()) later(deadline - now, () -> stitched(stitcher.expire(deadline)));
    }

    private void transcribe(ClipRequest request) {
        transcribed++;
        transcribedSamples += request.pcm().length / 2;
        Transcription transcription =
                StandInModels.transcribe(recall.complete(request).pcm());
        ClipResult result = new ClipResult(
                STREAM,
                request.clipId(),
                request.start(),
                "stand-in",
                transcription.words(),
                transcription.embedding(),
                null);
        message(() -> assemble(AssemblyInput.of(result)));
    }

    private void assemble(AssemblyInput event) {
        assembled(assembler.accept(event, now));
    }

    private void assembled(Assembler.Step step) {
        if (step.revision() != null) {
            revisions.add(step.revision());
            storage.apply(step.revision());
        }
        for (long timer : step.timers()) later(timer - now, () -> assembled(assembler.onTimer(timer, now)));
    }
}
