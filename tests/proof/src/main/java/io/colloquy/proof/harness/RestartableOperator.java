package io.colloquy.proof.harness;

import io.colloquy.operators.flink.state.MessageTypes;
import io.colloquy.schemas.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.TestableKeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** An operator as one or more subtasks, which can be restored from a snapshot as another number of them. */
final class RestartableOperator<IN, OUT> implements AutoCloseable {
    private static final int KEY_GROUPS = 128;
    private static final int MAX_SNAPSHOT_BYTES = 256 << 20;

    private final StateBackend backend;
    private final Supplier<KeyedProcessOperator<StreamId, IN, OUT>> operator;
    private final KeySelector<IN, StreamId> key;
    private final List<KeyedOneInputStreamOperatorTestHarness<StreamId, IN, OUT>> subtasks = new ArrayList<>();
    private long checkpoint;

    RestartableOperator(
            StateBackend backend,
            Supplier<KeyedProcessOperator<StreamId, IN, OUT>> operator,
            KeySelector<IN, StreamId> key,
            long now)
            throws Exception {
        this.backend = backend;
        this.operator = operator;
        this.key = key;
        start(new Snapshot(null, 1), 1, now);
    }

    /** @param state of all subtasks; null at first */
    record Snapshot(OperatorSubtaskState state, int parallelism) {}

    Snapshot snapshot(long now) throws Exception {
        checkpoint++;
        OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
        for (int i = 0; i < states.length; i++) states[i] = subtasks.get(i).snapshot(checkpoint, now);
        return new Snapshot(AbstractStreamOperatorTestHarness.repackageState(states), states.length);
    }

    /** Throws away what is, and goes on from a snapshot. */
    void restore(Snapshot snapshot, int parallelism, long now) throws Exception {
        close();
        start(snapshot, parallelism, now);
    }

    private void start(Snapshot snapshot, int parallelism, long now) throws Exception {
        for (int i = 0; i < parallelism; i++) {
            var subtask = new KeyedOneInputStreamOperatorTestHarness<>(
                    operator.get(), key, MessageTypes.STREAM, KEY_GROUPS, parallelism, i);
            subtask.setStateBackend(backend);
            subtask.setCheckpointStorage(new JobManagerCheckpointStorage(MAX_SNAPSHOT_BYTES));
            setTime(subtask, now);
            if (snapshot.state != null) subtask.initializeState(share(snapshot, parallelism, i));
            subtask.open();
            subtasks.add(subtask);
        }
    }

    private static OperatorSubtaskState share(Snapshot snapshot, int parallelism, int index) {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                snapshot.state, KEY_GROUPS, snapshot.parallelism, parallelism, index);
    }

    void process(IN message) throws Exception {
        int index =
                KeyGroupRangeAssignment.assignKeyToParallelOperator(key.getKey(message), KEY_GROUPS, subtasks.size());
        subtasks.get(index).processElement(new StreamRecord<>(message));
    }

    /** Fires the timers that are due. */
    void advanceTo(long now) throws Exception {
        for (var subtask : subtasks) setTime(subtask, now);
    }

    /** State that ends with time has a clock of its own. */
    private static void setTime(AbstractStreamOperatorTestHarness<?> subtask, long now) throws Exception {
        subtask.setStateTtlProcessingTime(now);
        subtask.setProcessingTime(now);
    }

    /** What it has sent since it was last asked. */
    List<OUT> takeOutput() {
        List<OUT> taken = new ArrayList<>();
        for (var subtask : subtasks) {
            taken.addAll(subtask.extractOutputValues());
            subtask.getOutput().clear();
        }
        return taken;
    }

    /** What it has sent to the side since it was last asked. */
    <X> List<X> takeSideOutput(OutputTag<X> tag) {
        List<X> taken = new ArrayList<>();
        for (var subtask : subtasks) {
            var sent = subtask.getSideOutput(tag);
            if (sent == null) continue;
            sent.forEach(record -> taken.add(record.getValue()));
            sent.clear();
        }
        return taken;
    }

    int timers() {
        return subtasks.stream()
                .mapToInt(AbstractStreamOperatorTestHarness::numProcessingTimeTimers)
                .sum();
    }

    /** Entries of all maps and values, of all streams. */
    int entries() {
        return subtasks.stream()
                .mapToInt(subtask -> ((TestableKeyedStateBackend<?>) backend(subtask)).numKeyValueStateEntries())
                .sum();
    }

    /** Streams with anything in this state. */
    List<StreamId> streamsWith(String state) {
        List<StreamId> streams = new ArrayList<>();
        for (var subtask : subtasks) {
            try (var keys = RestartableOperator.<StreamId>backend(subtask).getKeys(state, VoidNamespace.INSTANCE)) {
                keys.forEach(streams::add);
            }
        }
        return streams;
    }

    private static <K> KeyedStateBackend<K> backend(AbstractStreamOperatorTestHarness<?> subtask) {
        return subtask.getOperator().getKeyedStateBackend();
    }

    @Override
    public void close() {
        for (var subtask : subtasks) {
            try {
                subtask.close();
            } catch (Exception e) {
                throw new IllegalStateException("an operator does not close", e);
            }
        }
        subtasks.clear();
    }
}
