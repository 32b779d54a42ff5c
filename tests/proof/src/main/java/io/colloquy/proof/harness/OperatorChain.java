package io.colloquy.proof.harness;

import io.colloquy.operators.core.assemble.AssembleSettings;
import io.colloquy.operators.core.assemble.AssemblyInput;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.StitchInput;
import io.colloquy.operators.core.stitch.StitchSettings;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.transcribe.ClipResult;
import io.colloquy.operators.flink.assemble.AssembleOperator;
import io.colloquy.operators.flink.deduplicate.DeduplicateFunction;
import io.colloquy.operators.flink.stitch.StitchFunction;
import io.colloquy.proof.models.StandInModels;
import io.colloquy.proof.simulation.Recall;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Revision;
import io.colloquy.speech.api.Transcription;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * The stateful operators, joined by channels whose delays are random. A checkpoint holds their state and what
 * is on its way between them; after a failure both are as they were then, while what was published stays published.
 */
final class OperatorChain implements AutoCloseable {
    static final Duration SETTLE_AFTER = Duration.ofMinutes(20);
    private static final StitchSettings STITCH =
            new StitchSettings(Definition.DEFAULT, Duration.ofSeconds(10), Duration.ofDays(30));
    private static final AssembleSettings ASSEMBLE = new AssembleSettings(
            Definition.DEFAULT, SETTLE_AFTER, Duration.ofDays(30), Duration.ofSeconds(2), Duration.ofSeconds(15));
    private static final int MAX_STEP = 3_000;

    private final Random random;
    private final Recall recall = new Recall();
    private final int delay;
    private final Consumer<Revision> published;
    private long now = 1_800_000_000_000L;
    private long number;
    private PriorityQueue<Message> queue = new PriorityQueue<>();
    private Checkpoint latest;
    private String again = "";

    final RestartableOperator<Arrival, AudioPart> deduplicate;
    final RestartableOperator<StitchInput, UtteranceChange> stitch;
    final RestartableOperator<AssemblyInput, Revision> assemble;

    /** What is on its way to one of the operators. */
    private sealed interface Payload {
        void enter(OperatorChain chain) throws Exception;

        /** Whether it keeps its order when it is sent again. */
        boolean ordered();
    }

    private record ToDeduplicate(Arrival arrival) implements Payload {
        @Override
        public void enter(OperatorChain chain) throws Exception {
            chain.deduplicate.process(arrival);
        }

        @Override
        public boolean ordered() {
            return true;
        }
    }

    private record ToStitch(StitchInput input) implements Payload {
        @Override
        public void enter(OperatorChain chain) throws Exception {
            chain.stitch.process(input);
        }

        @Override
        public boolean ordered() {
            return false;
        }
    }

    private record ToAssemble(AssemblyInput input) implements Payload {
        @Override
        public void enter(OperatorChain chain) throws Exception {
            chain.assemble.process(input);
        }

        @Override
        public boolean ordered() {
            return input instanceof AssemblyInput.Changed;
        }
    }

    private record Message(long at, long number, Payload payload) implements Comparable<Message> {
        @Override
        public int compareTo(Message o) {
            return Comparator.comparingLong(Message::at)
                    .thenComparingLong(Message::number)
                    .compare(this, o);
        }
    }

    private record Checkpoint(
            long at,
            PriorityQueue<Message> queue,
            RestartableOperator.Snapshot deduplicate,
            RestartableOperator.Snapshot stitch,
            RestartableOperator.Snapshot assemble) {}

    /** @param delay the most that a message is on its way, ms */
    OperatorChain(StateBackend backend, Random random, int delay, Consumer<Revision> published) throws Exception {
        this.random = random;
        this.delay = delay;
        this.published = published;
        deduplicate = new RestartableOperator<>(
                backend,
                () -> new KeyedProcessOperator<>(new DeduplicateFunction(ASSEMBLE.horizon())),
                Arrival::stream,
                now);
        stitch = new RestartableOperator<>(
                backend, () -> new KeyedProcessOperator<>(stitchFunction()), StitchInput::stream, now);
        assemble = new RestartableOperator<>(backend, this::assembleOperator, AssemblyInput::stream, now);
    }

    /** The audio at edges has room on the heap, for little or for all, or none. */
    private StitchFunction stitchFunction() {
        return new StitchFunction(STITCH, new long[] {0, 200_000, 32L << 20}[random.nextInt(3)]);
    }

    private AssembleOperator assembleOperator() {
        return new AssembleOperator(new AssembleSettings(
                ASSEMBLE.definition(),
                ASSEMBLE.settleAfter(),
                ASSEMBLE.horizon(),
                ASSEMBLE.quiet(),
                ASSEMBLE.maxDelay(),
                again));
    }

    /** The part arrives {@code after} ms from now. */
    void send(AudioPart part, long after) {
        send(new ToDeduplicate(new Arrival.Decoded(part)), after);
    }

    /** Delivers a message that is due, or lets a little time pass. */
    void step() throws Exception {
        if (!queue.isEmpty() && queue.peek().at <= now) {
            queue.remove().payload.enter(this);
        } else {
            long next = now + 1 + random.nextInt(MAX_STEP);
            advanceTo(queue.isEmpty() ? next : Math.min(next, queue.peek().at));
        }
        passOn();
    }

    /** Runs until nothing has been on its way, but for what timers send, for so long, ms. */
    void run(long calm) throws Exception {
        while (!queue.isEmpty()) step();
        long end = now + calm;
        while (now < end) step();
    }

    /** The tables are lost at a failure: from then on each start is asked to publish everything again. */
    void failAndPublishAgain(String request) throws Exception {
        again = request;
        fail();
    }

    private void advanceTo(long time) throws Exception {
        now = time;
        deduplicate.advanceTo(now);
        stitch.advanceTo(now);
        assemble.advanceTo(now);
    }

    void checkpoint() throws Exception {
        latest = new Checkpoint(
                now,
                new PriorityQueue<>(queue),
                deduplicate.snapshot(now),
                stitch.snapshot(now),
                assemble.snapshot(now));
    }

    /** Everything since the last checkpoint is lost; it goes on as one or two subtasks an operator. */
    void fail() throws Exception {
        deduplicate.restore(latest.deduplicate, 1 + random.nextInt(2), now);
        stitch.restore(latest.stitch, 1 + random.nextInt(2), now);
        assemble.restore(latest.assemble, 1 + random.nextInt(2), now);
        long late = random.nextBoolean() ? now - latest.at : 0;
        queue = new PriorityQueue<>();
        for (Message message : latest.queue) queue.add(again(message, late));
    }

    /**
     * What the models were asked is asked again, and may be answered in another order; everything else keeps its own.
     *
     * @param late by how much everything is later than it was, ms: where 0, it all comes at once
     */
    private Message again(Message message, long late) {
        return new Message(
                message.payload.ordered() ? message.at + late : now + delay(), message.number, message.payload);
    }

    private void passOn() {
        for (AudioPart part : deduplicate.takeOutput()) {
            recall.remember(part);
            send(new ToStitch(StitchInput.of(StandInModels.detected(part))), delay());
        }
        for (StitchInput restated : deduplicate.takeSideOutput(DeduplicateFunction.RESTATED))
            send(new ToStitch(restated), delay());
        for (AccountEntry account : deduplicate.takeSideOutput(DeduplicateFunction.ACCOUNTS))
            send(new ToAssemble(AssemblyInput.of(account)), delay());
        // changes of the utterance set stay in order
        for (UtteranceChange change : stitch.takeOutput()) send(new ToAssemble(AssemblyInput.of(change)), 0);
        for (ClipRequest request : stitch.takeSideOutput(StitchFunction.REQUESTS)) {
            send(new ToAssemble(AssemblyInput.of(result(recall.complete(request)))), delay());
        }
        assemble.takeOutput().forEach(published);
    }

    private static ClipResult result(ClipRequest request) {
        Transcription transcription = StandInModels.transcribe(request.pcm());
        return new ClipResult(
                request.stream(),
                request.clipId(),
                request.start(),
                "stand-in",
                transcription.words(),
                transcription.embedding(),
                null);
    }

    private void send(Payload payload, long after) {
        queue.add(new Message(now + after, number++, payload));
    }

    private int delay() {
        return delay == 0 ? 0 : random.nextInt(delay);
    }

    @Override
    public void close() {
        deduplicate.close();
        stitch.close();
        assemble.close();
    }
}
