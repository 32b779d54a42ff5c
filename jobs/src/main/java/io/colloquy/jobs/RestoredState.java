package io.colloquy.jobs;

import io.colloquy.operators.core.definition.KeptDefinition;
import io.colloquy.operators.core.registry.OperatorIds;
import io.colloquy.operators.flink.state.DefinitionState;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.UnreachableException;
import io.colloquy.settings.SettingsException;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/** What can be told of a savepoint or checkpoint before a job starts from it. */
final class RestoredState {
    /** As Flink calls the state of every source. */
    private static final ListStateDescriptor<byte[]> SPLITS =
            new ListStateDescriptor<>("SourceReaderState", BytePrimitiveArraySerializer.INSTANCE);

    private final String path;
    private final CheckpointMetadata metadata;

    private RestoredState(String path, CheckpointMetadata metadata) {
        this.path = path;
        this.metadata = metadata;
    }

    /**
     * @param path of the savepoint, in any file system that this process has
     * @throws UnreachableException where there is none there that can be read
     */
    static RestoredState at(String path) {
        ClassLoader classes = RestoredState.class.getClassLoader();
        try {
            CompletedCheckpointStorageLocation location =
                    AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path);
            try (DataInputStream in =
                    new DataInputStream(location.getMetadataHandle().openInputStream())) {
                return new RestoredState(
                        path, Checkpoints.loadCheckpointMetadata(in, classes, location.getExternalPointer()));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(path, e);
        }
    }

    /** The offset of the next record of each partition that the source had; negative where it had read none yet. */
    SortedMap<Integer, Long> positions() {
        return read(OperatorIds.READ, backend -> {
            SortedMap<Integer, Long> positions = new TreeMap<>();
            for (byte[] bytes : backend.getListState(SPLITS).get()) {
                KafkaPartitionSplit split = SimpleVersionedSerialization.readVersionAndDeSerialize(
                        new KafkaPartitionSplitSerializer(), bytes);
                positions.put(split.getPartition(), split.getStartingOffset());
            }
            return positions;
        });
    }

    /** @throws SettingsException where the state was computed by another definition */
    void requireDefinition(Definition definition) {
        read(OperatorIds.STITCH, backend -> {
            try {
                return DefinitionState.open(backend).check(KeptDefinition.of(definition));
            } catch (IllegalStateException e) {
                throw new SettingsException("the savepoint " + path, e.getMessage(), e);
            }
        });
    }

    /** Reads what the subtasks of an operator keep beside the state of streams. */
    @FunctionalInterface
    private interface StateReading<T> {
        T read(OperatorStateBackend backend) throws Exception;
    }

    private <T> T read(String uid, StateReading<T> reading) {
        ClassLoader classes = RestoredState.class.getClassLoader();
        try (CloseableRegistry registry = new CloseableRegistry();
                OperatorStateBackend backend = new DefaultOperatorStateBackendBuilder(
                                classes, new ExecutionConfig(), false, handles(uid), registry)
                        .build()) {
            return reading.read(backend);
        } catch (SettingsException e) {
            throw e;
        } catch (Exception e) {
            throw unreadable(path, e);
        }
    }

    private List<OperatorStateHandle> handles(String uid) {
        for (OperatorState operator : metadata.getOperatorStates()) {
            if (!operator.getOperatorUid().orElse("").equals(uid)) continue;
            List<OperatorStateHandle> handles = new ArrayList<>();
            for (OperatorSubtaskState subtask : operator.getStates()) handles.addAll(subtask.getManagedOperatorState());
            return handles;
        }
        throw new IllegalStateException("it has nothing of the operator " + uid + ", so it is of another job");
    }

    private static UnreachableException unreadable(String path, Exception cause) {
        return new UnreachableException("can't read the savepoint " + path + ": " + cause.getMessage(), cause);
    }
}
