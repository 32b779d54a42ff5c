package io.colloquy.bench.assemble;

import io.colloquy.operators.flink.state.MessageTypes;
import io.colloquy.schemas.StreamId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.StateSerializerProvider;
import org.apache.flink.runtime.state.restore.FullSnapshotRestoreOperation;
import org.apache.flink.runtime.state.restore.KeyGroup;
import org.apache.flink.runtime.state.restore.KeyGroupEntry;
import org.apache.flink.runtime.state.restore.SavepointRestoreResult;
import org.apache.flink.runtime.state.restore.ThrowingIterator;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One operator by itself, keyed by stream and on RocksDB, on a clock that the caller moves. */
public final class Operator<IN, OUT> implements AutoCloseable {
    private static final int KEY_GROUPS = 128;
    private static final int MAX_SAVEPOINT_BYTES = 1 << 30;

    private final MeteredRocks rocks = new MeteredRocks();
    private final Outlet<OUT> outlet = new Outlet<>();
    private final KeyedOneInputStreamOperatorTestHarness<StreamId, IN, OUT> harness;

    Operator(KeyedProcessFunction<StreamId, IN, OUT> function, KeySelector<IN, StreamId> key, long now)
            throws Exception {
        this(SimpleOperatorFactory.of(new KeyedProcessOperator<>(function)), key, now);
    }

    /** @param now ms since the epoch */
    public Operator(StreamOperatorFactory<OUT> operator, KeySelector<IN, StreamId> key, long now) throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                outlet.of(operator), key, MessageTypes.STREAM, KEY_GROUPS, 1, 0);
        harness.setStateBackend(rocks.backend());
        harness.setCheckpointStorage(new JobManagerCheckpointStorage(MAX_SAVEPOINT_BYTES));
        harness.setProcessingTime(now);
        harness.open();
    }

    void process(IN message) throws Exception {
        harness.processElement(new StreamRecord<>(message));
    }

    /** @param time of the event, ms since the epoch */
    public void process(IN message, long time) throws Exception {
        harness.processElement(new StreamRecord<>(message, time));
    }

    /**
     * Nothing of before is to come any more.
     *
     * @param time of the event, ms since the epoch
     */
    public void watermark(long time) throws Exception {
        harness.processWatermark(time);
    }

    /** Fires the timers that are due. */
    public void advanceTo(long now) throws Exception {
        harness.setProcessingTime(now);
    }

    /** What it has sent since it was last asked. */
    public List<OUT> takeOutput() {
        return outlet.take();
    }

    /** What it has sent to the side since it was last asked. */
    <X> List<X> takeSideOutput(OutputTag<X> tag) {
        return outlet.take(tag);
    }

    Traffic traffic() {
        return rocks.traffic();
    }

    /** Bytes of keys and values in a canonical savepoint, by the name of the state. */
    Map<String, Long> savepointBytes() throws Exception {
        var snapshot = harness.snapshotWithLocalState(
                        1, harness.getProcessingTime(), SavepointType.savepoint(SavepointFormatType.CANONICAL))
                .getJobManagerOwnedState();
        AbstractKeyedStateBackend<StreamId> backend =
                (AbstractKeyedStateBackend<StreamId>) harness.getOperator().<StreamId>getKeyedStateBackend();
        var read = new FullSnapshotRestoreOperation<>(
                KeyGroupRange.of(0, KEY_GROUPS - 1),
                getClass().getClassLoader(),
                snapshot.getManagedKeyedState(),
                StateSerializerProvider.fromNewRegisteredSerializer(backend.getKeySerializer()));
        Map<String, Long> bytes = new TreeMap<>();
        try (ThrowingIterator<SavepointRestoreResult> results = read.restore()) {
            while (results.hasNext()) add(results.next(), bytes);
        }
        return bytes;
    }

    private static void add(SavepointRestoreResult result, Map<String, Long> bytes) throws Exception {
        var states = result.getStateMetaInfoSnapshots();
        try (ThrowingIterator<KeyGroup> groups = result.getRestoredKeyGroups()) {
            while (groups.hasNext()) {
                try (ThrowingIterator<KeyGroupEntry> entries = groups.next().getKeyGroupEntries()) {
                    while (entries.hasNext()) {
                        KeyGroupEntry entry = entries.next();
                        long size = entry.getKey().length + entry.getValue().length;
                        bytes.merge(states.get(entry.getKvStateId()).getName(), size, Long::sum);
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IllegalStateException("an operator does not close", e);
        }
    }
}
