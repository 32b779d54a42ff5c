package io.colloquy.system.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.jobs.ConversationJob;
import io.colloquy.jobs.ConversationJob.Resources;
import io.colloquy.jobs.ConversationJob.Rules;
import io.colloquy.operators.core.assemble.AssembleSettings;
import io.colloquy.operators.core.decode.DecodeSettings;
import io.colloquy.operators.core.stitch.StitchSettings;
import io.colloquy.proof.models.StandInModels;
import io.colloquy.proof.recordings.RandomDevice;
import io.colloquy.proof.simulation.Expected;
import io.colloquy.proof.simulation.Storage;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole topology, with models that are made up and without servers. */
class ConversationJobTest {
    private static final int PARALLELISM = 2;
    private static final int DEVICES = 8;
    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static final StitchSettings STITCH =
            new StitchSettings(Definition.DEFAULT, Duration.ofMillis(400), Duration.ofDays(30));
    private static final AssembleSettings ASSEMBLE = new AssembleSettings(
            Definition.DEFAULT,
            Duration.ofHours(1),
            Duration.ofDays(30),
            Duration.ofMillis(200),
            Duration.ofSeconds(1));

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(PARALLELISM)
            .setConfiguration(
                    new Configuration().set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64)))
            .build());

    /** To invent a device takes a while, and it may be asked for many records. */
    private static final Map<String, List<RawRecord>> SENT = new ConcurrentHashMap<>();

    /** Goes after the cluster, which writes there for a while after the job's end. */
    @TempDir
    static Path checkpoints;

    private final Map<StreamId, Storage> storages = new TreeMap<>();
    private final Map<RandomDevice, Expected> expected = new LinkedHashMap<>();
    private final Map<Origin, String> rejected = new HashMap<>();

    @Test
    void everyDeviceEndsAsDefinedThoughAnOperatorFails(TestReporter reporter) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        reporter.publishEntry("seed", Long.toString(seed));
        for (int number = 0; number < DEVICES; number++) {
            RandomDevice device = RandomDevice.invent(seed, number);
            expected.put(device, Expected.of(device.stream(), device.uploads()));
        }
        Collecting<Revision> revisions = new Collecting<>("revisions-" + seed);
        Collecting<DeadLetter> deadLetters = new Collecting<>("dead-letters-" + seed);
        JobClient job = start(seed, revisions, deadLetters);
        try {
            receiveUntilComplete(job, revisions.received(), deadLetters.received());
        } finally {
            job.cancel().get();
        }
        assertThat(FailsOnce.hasFailed("job-" + seed)).isTrue();
        expected.keySet().forEach(this::assertResult);
    }

    private JobClient start(long seed, Collecting<Revision> revisions, Collecting<DeadLetter> deadLetters)
            throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration());
        ConversationJob.Outputs outputs = ConversationJob.define(
                environment,
                new UploadSource(seed, DEVICES),
                new Rules(DecodeSettings.DEFAULT, STITCH, ASSEMBLE),
                new Resources(new StandInModels(), new SentRecords(origin -> sent(seed, origin))));
        outputs.revisions()
                .map(new FailsOnce<>("job-" + seed))
                .returns(TypeInformation.of(Revision.class))
                .uid("fail")
                .sinkTo(revisions)
                .uid("revisions");
        outputs.deadLetters().sinkTo(deadLetters).uid("letters");
        return environment.executeAsync("conversations");
    }

    private static RawRecord sent(long seed, Origin origin) {
        List<RawRecord> records = SENT.computeIfAbsent(
                seed + "-" + origin.partition(),
                device -> RandomDevice.invent(seed, origin.partition()).records());
        return records.get((int) origin.offset());
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, PARALLELISM);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        return configuration;
    }

    private void receiveUntilComplete(
            JobClient job, BlockingQueue<Revision> revisions, BlockingQueue<DeadLetter> letters) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        Set<RandomDevice> incomplete = new HashSet<>(expected.keySet());
        while (!incomplete.isEmpty() && System.nanoTime() < deadline) {
            assertThat(job.getJobExecutionResult()).isNotCompletedExceptionally();
            Revision revision = revisions.poll(100, TimeUnit.MILLISECONDS);
            if (revision != null) storage(revision.stream()).apply(revision);
            for (DeadLetter letter = letters.poll(); letter != null; letter = letters.poll()) {
                rejected.put(letter.record().origin(), letter.reason());
            }
            if (revisions.isEmpty()) incomplete.removeIf(this::isComplete);
        }
    }

    private boolean isComplete(RandomDevice device) {
        try {
            assertResult(device);
            return true;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    private void assertResult(RandomDevice device) {
        expected.get(device).assertStored(storage(device.stream()));
        List<String> reasons = device.records().stream()
                .map(record -> rejected.get(record.origin()))
                .filter(reason -> reason != null)
                .toList();
        assertThat(reasons).isEqualTo(device.spoiled());
        String sender = device.stream().deviceId();
        int counted = storage(new StreamId(sender, sender)).days().stream()
                .mapToInt(DayRow::rejectedChunks)
                .sum();
        assertThat(counted).as("rejected of %s", sender).isEqualTo(reasons.size());
    }

    private Storage storage(StreamId stream) {
        return storages.computeIfAbsent(stream, key -> new Storage());
    }
}
