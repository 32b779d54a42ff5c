package io.colloquy.system.savepoint;

import io.colloquy.jobs.ConversationJob;
import io.colloquy.jobs.ConversationJob.Resources;
import io.colloquy.jobs.ConversationJob.Rules;
import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.operators.core.assemble.AssembleSettings;
import io.colloquy.operators.core.decode.DecodeSettings;
import io.colloquy.operators.core.stitch.StitchSettings;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Revision;
import io.colloquy.system.topology.Collecting;
import io.colloquy.system.topology.SentRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job that the savepoint is of: the whole topology but for Kafka and Postgres.
 *
 * @param run tells what one run says from what another does
 */
record KeptJob(String run) {
    /** In the repository: see {@link SavepointMakerTest}. */
    static final Path FOLDER = Path.of("src/test/resources/savepoint");

    static final Path RECORDS = FOLDER.resolve("records.gz");
    static final Path REVISIONS = FOLDER.resolve("revisions.json");
    static final Path SAVEPOINT = FOLDER.resolve("savepoint");

    private static final StitchSettings STITCH =
            new StitchSettings(Definition.DEFAULT, Duration.ofMillis(400), Duration.ofDays(30));
    private static final AssembleSettings ASSEMBLE = new AssembleSettings(
            Definition.DEFAULT,
            Duration.ofHours(1),
            Duration.ofDays(30),
            Duration.ofMillis(200),
            Duration.ofSeconds(1));
    private static final Map<String, KeptRecords> RECORDS_BY_FILE = new ConcurrentHashMap<>();

    Collecting<Revision> revisions() {
        return new Collecting<>("kept-revisions-" + run);
    }

    Collecting<DeadLetter> letters() {
        return new Collecting<>("kept-letters-" + run);
    }

    /** Starts it, from a savepoint where the configuration names one. */
    JobClient start(KeptSource source, SpeechProvider models, Configuration configuration) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        String file = source.file();
        ConversationJob.Outputs outputs = ConversationJob.define(
                environment,
                source,
                new Rules(DecodeSettings.DEFAULT, STITCH, ASSEMBLE),
                new Resources(models, new SentRecords(origin -> sent(file, origin))));
        outputs.revisions().sinkTo(revisions()).uid("revisions");
        outputs.deadLetters().sinkTo(letters()).uid("letters");
        return environment.executeAsync("conversations");
    }

    private static RawRecord sent(String file, Origin origin) {
        return RECORDS_BY_FILE.computeIfAbsent(file, KeptJob::read).at(origin);
    }

    private static KeptRecords read(String file) {
        try {
            return KeptRecords.read(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Configuration configuration(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        // so that a small savepoint is one file
        configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return configuration;
    }

    static Configuration restoring(int parallelism) {
        Configuration configuration = configuration(parallelism);
        configuration.set(
                StateRecoveryOptions.SAVEPOINT_PATH,
                SAVEPOINT.toAbsolutePath().toUri().toString());
        return configuration;
    }
}
