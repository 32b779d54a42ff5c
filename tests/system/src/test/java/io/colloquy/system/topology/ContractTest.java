package io.colloquy.system.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.jobs.ConversationJob;
import io.colloquy.jobs.ConversationJob.Resources;
import io.colloquy.jobs.ConversationJob.Rules;
import io.colloquy.operators.core.assemble.AssembleSettings;
import io.colloquy.operators.core.decode.DecodeSettings;
import io.colloquy.operators.core.stitch.StitchSettings;
import io.colloquy.proof.models.StandInModels;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Rejection.Reason;
import io.colloquy.schemas.Revision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One record of each kind that the contract knows, all through one run of the topology. */
class ContractTest {
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(1)
            .setConfiguration(
                    new Configuration().set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64)))
            .build());

    @TempDir
    private static Path folder;

    private static List<ContractRecord> records = List.of();
    private static final Map<Long, DeadLetter> LETTERS = new TreeMap<>();
    private static final Map<String, DayRow> ACCOUNTS = new TreeMap<>();

    static Stream<ContractRecord> rejected() throws Exception {
        return records().stream().filter(record -> record.reason() != null);
    }

    static Stream<ContractRecord> accepted() throws Exception {
        return records().stream().filter(record -> record.reason() == null);
    }

    /** Parameters are asked for before the first test, and once more by each. */
    private static List<ContractRecord> records() throws Exception {
        if (records.isEmpty()) {
            records = ContractRecord.all(Files.createDirectories(folder.resolve("audio")));
        }
        return records;
    }

    @BeforeAll
    static void runThemAll() throws Exception {
        List<ContractRecord> all = records();
        Collecting<Revision> revisions = new Collecting<>("contract-revisions");
        Collecting<DeadLetter> letters = new Collecting<>("contract-letters");
        JobClient job = start(all, revisions, letters);
        try {
            long deadline = System.nanoTime() + DEADLINE.toNanos();
            while (!complete(all) && System.nanoTime() < deadline) {
                assertThat(job.getJobExecutionResult()).isNotCompletedExceptionally();
                Revision revision = revisions.received().poll(100, TimeUnit.MILLISECONDS);
                if (revision != null) {
                    revision.days()
                            .forEach(day -> ACCOUNTS.put(revision.stream().deviceId() + "/" + day.day(), day));
                }
                for (DeadLetter letter = letters.received().poll();
                        letter != null;
                        letter = letters.received().poll()) {
                    LETTERS.put(letter.record().origin().offset(), letter);
                }
            }
        } finally {
            job.cancel().get();
        }
    }

    @ParameterizedTest
    @MethodSource
    void rejected(ContractRecord record) {
        long offset = records.indexOf(record);
        DeadLetter letter = LETTERS.get(offset);

        assertThat(letter).isNotNull();
        assertThat(letter.reason()).isEqualTo(record.reason());
        assertThat(letter.detail()).isNotBlank();
        assertThat(letter.stage()).isEqualTo(record.stage());
        assertThat(letter.record().key()).isEqualTo(record.key());
        assertThat(letter.record().value()).isEqualTo(record.gone() ? null : record.value());
        if (record.gone()) assertThat(letter.detail()).contains("no longer holds the record");
        assertAccount(record);
    }

    @ParameterizedTest
    @MethodSource
    void accepted(ContractRecord record) {
        assertThat(LETTERS.get((long) records.indexOf(record))).isNull();
        assertAccount(record);
    }

    /** Of all records of its device. */
    private static void assertAccount(ContractRecord record) {
        List<ContractRecord> ofDevice = records.stream()
                .filter(other -> other.device().equals(record.device()))
                .toList();
        DayRow account = ACCOUNTS.get(record.device() + "/" + ContractRecord.START / 86_400_000_000L);

        assertThat(account).isNotNull();
        assertThat(account.receivedMs())
                .isEqualTo(ofDevice.stream().mapToLong(ContractRecord::millis).sum());
        assertThat(account.chunks())
                .isEqualTo((int) ofDevice.stream().filter(r -> r.millis() > 0).count());
        assertThat(account.rejectedChunks()).isEqualTo((int)
                ofDevice.stream().filter(ContractRecord::isRejected).count());
        assertThat(account.failedMs())
                .isEqualTo(ofDevice.stream()
                        .filter(ContractRecord::hasFailed)
                        .mapToLong(ContractRecord::millis)
                        .sum());
        assertThat(account.duplicateChunks()).isZero();
        assertThat(account.pendingMs()).isZero();
        assertThat(account.balanced()).isTrue();
    }

    @Test
    void everyReasonIsThere() {
        List<String> met = LETTERS.values().stream()
                .map(letter -> letter.reason().replaceFirst(":.*", ""))
                .distinct()
                .toList();
        List<String> reasons = Stream.of(Reason.values()).map(Reason::code).toList();

        assertThat(met).containsExactlyInAnyOrderElementsOf(reasons);
        assertThat(LETTERS).hasSize((int)
                records.stream().filter(record -> record.reason() != null).count());
    }

    /** What the records come to is known; afterwards the source only repeats the last, so that timers go on. */
    private static JobClient start(
            List<ContractRecord> all, Collecting<Revision> revisions, Collecting<DeadLetter> letters) throws Exception {
        Definition definition = Definition.DEFAULT;
        Rules rules = new Rules(
                new DecodeSettings(List.of("file://" + folder.resolve("audio"))),
                new StitchSettings(definition, Duration.ofMillis(400), Duration.ofDays(30)),
                new AssembleSettings(
                        definition,
                        Duration.ofHours(1),
                        Duration.of(ContractRecord.HORIZON, ChronoUnit.MICROS),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1)));
        DataGeneratorSource<RawRecord> source = new DataGeneratorSource<>(
                ContractTest::record,
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(100),
                TypeInformation.of(RawRecord.class));
        Resources resources =
                new Resources(new FailingModels(new StandInModels()), new SentRecords(ContractTest::stillHeld));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration());
        ConversationJob.Outputs outputs = ConversationJob.define(environment, source, rules, resources);
        outputs.revisions().sinkTo(revisions).uid("revisions");
        outputs.deadLetters().sinkTo(letters).uid("letters");
        return environment.executeAsync("contract");
    }

    private static RawRecord record(long index) {
        int last = records.size() - 1;
        return records.get((int) Math.min(index, last)).at(Math.min(index, last));
    }

    private static RawRecord stillHeld(Origin origin) {
        ContractRecord record = records.get((int) origin.offset());
        return record.gone() ? null : record.at(origin.offset());
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return configuration;
    }

    private static boolean complete(List<ContractRecord> all) {
        return all.stream().allMatch(ContractTest::isComplete);
    }

    private static boolean isComplete(ContractRecord record) {
        if (record.reason() != null && !LETTERS.containsKey((long) records.indexOf(record))) return false;
        try {
            assertAccount(record);
            return true;
        } catch (AssertionError notYet) {
            return false;
        }
    }
}
