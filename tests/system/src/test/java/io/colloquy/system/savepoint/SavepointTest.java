package io.colloquy.system.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.proof.models.StandInModels;
import io.colloquy.proof.simulation.Expected;
import io.colloquy.proof.simulation.Storage;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import io.colloquy.system.savepoint.KeptRecords.Sent;
import java.io.DataInputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job goes on from the savepoint in the repository, with any parallelism, and ends with what the oracle says. */
class SavepointTest {
    private static final int SLOTS = 3;
    private static final int ALL_PERCENT = 100;
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(SLOTS)
            .setConfiguration(
                    new Configuration().set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(96)))
            .build());

    private final Map<StreamId, Storage> storages = new HashMap<>();
    private final List<Expected> expected = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void goesOnAndEndsAsDefined(int parallelism) throws Exception {
        KeptRecords records = KeptRecords.read(KeptJob.RECORDS);
        expect(records);
        for (Revision revision : published()) storage(revision.stream()).apply(revision);
        KeptJob job = new KeptJob("restored-" + parallelism);
        JobClient client = job.start(
                new KeptSource(KeptJob.RECORDS.toString(), records.devices().size(), ALL_PERCENT),
                new StandInModels(),
                KeptJob.restoring(parallelism));
        try {
            receiveUntilComplete(client, job);
        } finally {
            client.cancel().exceptionally(failedBefore -> null).get();
        }
        assertResult();
    }

    /** Else the test would pass where nothing is restored. */
    @Test
    void holdsClipsThatTheModelsOwe() throws Exception {
        CheckpointMetadata metadata;
        try (var in = new DataInputStream(Files.newInputStream(KeptJob.SAVEPOINT.resolve("_metadata")))) {
            metadata = Checkpoints.loadCheckpointMetadata(
                    in, getClass().getClassLoader(), KeptJob.SAVEPOINT.toUri().toString());
        }
        OperatorState transcribe = metadata.getOperatorStates().stream()
                .filter(state -> state.getOperatorUid().orElse("").equals("transcribe"))
                .findFirst()
                .orElseThrow();
        assertThat(transcribe.getStateSize()).as("bytes of clips that wait").isGreaterThan(10_000);
    }

    private static List<Revision> published() throws Exception {
        return new ObjectMapper().readValue(KeptJob.REVISIONS.toFile(), new TypeReference<>() {});
    }

    private void receiveUntilComplete(JobClient client, KeptJob job) throws Exception {
        BlockingQueue<Revision> revisions = job.revisions().received();
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        do {
            assertThat(client.getJobExecutionResult()).isNotCompletedExceptionally();
            Revision revision = revisions.poll(100, TimeUnit.MILLISECONDS);
            if (revision != null) storage(revision.stream()).apply(revision);
        } while (System.nanoTime() < deadline && !(revisions.isEmpty() && isComplete()));
    }

    private boolean isComplete() {
        try {
            assertResult();
            return true;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    private void expect(KeptRecords records) {
        for (int device = 0; device < records.devices().size(); device++) {
            Sent sent = records.sent(device);
            expected.add(Expected.of(sent.stream(), sent.uploads()));
        }
    }

    private void assertResult() {
        for (Expected each : expected) each.assertStored(storage(each.stream()));
    }

    private Storage storage(StreamId stream) {
        return storages.computeIfAbsent(stream, key -> new Storage());
    }
}
