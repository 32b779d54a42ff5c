package io.colloquy.bench.topology;

import io.colloquy.bench.comparison.BenchResult;
import io.colloquy.bench.comparison.Comparison;
import io.colloquy.bench.comparison.Comparison.Round;
import io.colloquy.bench.load.StandIn;
import io.colloquy.connectors.flink.AudioChunkSource;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.Topics;
import io.colloquy.jobs.ConversationJob;
import io.colloquy.jobs.StoredRecords;
import io.colloquy.operators.core.assemble.AssembleSettings;
import io.colloquy.operators.core.decode.DecodeSettings;
import io.colloquy.operators.core.stitch.StitchSettings;
import io.colloquy.schemas.Definition;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.FileUtils;

/**
 * The whole job with models that answer at once, beside the same source with a sink that drops everything: processor
 * seconds of this process for each chunk. Each is run on a few chunks and on many; what they differ by is left of the
 * start. Kafka is in this process too, and counts for both.
 *
 * <p>A job runs for days, so what it costs in its first minute is not what is asked for: there the JVM's compiler takes
 * a quarter of the processor, and compiled code is several times as fast as what it replaces. Both are run on all
 * chunks several times before anything counts, and both without copies between operators of one task.
 */
public final class TopologyBench {
    private static final double MOST = 4;
    private static final int FEW = 400;
    private static final int MANY = 10_400;
    private static final int PARALLELISM = 2;
    /** Of all chunks: after so many the compiler is nearly done. */
    private static final int WARM_UPS = 5;

    private final KafkaSettings few;
    private final KafkaSettings many;
    private final Consumer<String> progress;

    private TopologyBench(KafkaSettings kafka, Consumer<String> progress) {
        this.few = withTopics(kafka, "few");
        this.many = withTopics(kafka, "many");
        this.progress = progress;
    }

    private static KafkaSettings withTopics(KafkaSettings kafka, String name) {
        return new KafkaSettings(
                kafka.bootstrap(),
                kafka.properties(),
                new KafkaSettings.TopicNames(name, name + ".dead-letters", name + ".conversations"));
    }

    /** A job that reads what is in Kafka and ends. */
    @FunctionalInterface
    private interface Job {
        void define(StreamExecutionEnvironment environment, KafkaSettings kafka);
    }

    /**
     * @param kafka where topics can be made for this alone
     * @param rounds one at least
     * @param progress takes a line now and then, for a person
     */
    public static BenchResult run(KafkaSettings kafka, int rounds, Consumer<String> progress) throws Exception {
        TopologyBench bench = new TopologyBench(kafka, progress);
        bench.fill();
        Profile.prepare();
        bench.warmUp();
        List<Round> measured = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) measured.add(bench.round(i, rounds));
        return bench.result(measured);
    }

    private void fill() throws InterruptedException, ExecutionException {
        progress.accept("sending " + (FEW + MANY) + " chunks to Kafka");
        Topics.create(few, Duration.ofDays(30));
        Topics.create(many, Duration.ofDays(30));
        Backlog.send(few, FEW);
        Backlog.send(many, MANY);
    }

    private void warmUp() throws Exception {
        progress.accept("warming up");
        for (int i = 0; i < WARM_UPS; i++) {
            processorNanos(TopologyBench::wholeJob, many);
            processorNanos(TopologyBench::sourceAlone, many);
        }
    }

    private Round round(int number, int rounds) throws Exception {
        Round round = new Round(millisPerChunk(TopologyBench::wholeJob), millisPerChunk(TopologyBench::sourceAlone));
        progress.accept(String.format(
                "round %d of %d: %.2f processor ms a chunk to %.2f", number, rounds, round.ours(), round.theirs()));
        return round;
    }

    private BenchResult result(List<Round> rounds) throws Exception {
        progress.accept("looking where the time goes");
        Profile.Shares shares;
        try (Profile profile = new Profile()) {
            processorNanos(TopologyBench::wholeJob, many);
            shares = profile.stop();
        }
        Comparison cost = Comparison.atMost(
                "the whole job on chunks of 64 KiB, against its source alone", "processor ms per chunk", MOST, rounds);
        List<String> notes = new ArrayList<>();
        shares.byTask().forEach(share -> notes.add(line("task", share)));
        shares.byCode().forEach(share -> notes.add(line("code", share)));
        return new BenchResult(List.of(cost), Map.of("profile", shares), notes);
    }

    private static String line(String kind, Profile.Share share) {
        return String.format("%s %5.1f %%  %s", kind, share.percent(), share.where());
    }

    private double millisPerChunk(Job job) throws Exception {
        long start = processorNanos(job, few);
        return (processorNanos(job, many) - start) / 1e6 / (MANY - FEW);
    }

    private static long processorNanos(Job job, KafkaSettings kafka) throws Exception {
        Path work = Files.createTempDirectory("colloquy-bench-");
        try {
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration(work));
            job.define(environment, kafka);
            long before = processorNanos();
            environment.execute();
            return processorNanos() - before;
        } finally {
            FileUtils.deleteDirectory(work.toFile());
        }
    }

    private static Configuration configuration(Path work) throws IOException {
        return new Configuration()
                .set(CoreOptions.TMP_DIRS, work.toString())
                .set(PipelineOptions.OBJECT_REUSE, true)
                .set(StateBackendOptions.STATE_BACKEND, "rocksdb")
                .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, work.toUri().toString())
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10))
                .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    /** It publishes more often than usual, as what waits when the source ends is never published. */
    private static void wholeJob(StreamExecutionEnvironment environment, KafkaSettings kafka) {
        Duration horizon = Duration.ofDays(30);
        StitchSettings stitching = new StitchSettings(Definition.DEFAULT, Duration.ofSeconds(10), horizon);
        AssembleSettings assembling = new AssembleSettings(
                Definition.DEFAULT, Duration.ofMinutes(20), horizon, Duration.ofMillis(500), Duration.ofSeconds(2));
        ConversationJob.Outputs outputs = ConversationJob.define(
                environment,
                AudioChunkSource.untilNow(kafka),
                new ConversationJob.Rules(DecodeSettings.DEFAULT, stitching, assembling),
                new ConversationJob.Resources(new StandIn(), new StoredRecords(kafka)));
        outputs.revisions().sinkTo(new DiscardingSink<>()).uid("revisions");
        outputs.deadLetters().sinkTo(new DiscardingSink<>()).uid("dead-letters");
    }

    private static void sourceAlone(StreamExecutionEnvironment environment, KafkaSettings kafka) {
        environment
                .fromSource(AudioChunkSource.untilNow(kafka), WatermarkStrategy.noWatermarks(), "read")
                .uid("read")
                .sinkTo(new DiscardingSink<>())
                .uid("drop");
    }
}
