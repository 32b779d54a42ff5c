package io.colloquy.jobs;

import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.schemas.UnreachableException;
import io.colloquy.settings.SettingsException;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main of the jar that is submitted to a cluster: {@code [--config FILE] [--set KEY=VALUE]… [--check]
 * [--accept-loss]}. Creates the topics and tables that are missing, then the job. Where it begins with a savepoint, it first
 * looks whether Kafka holds what follows. With {@code --check} that is all, and the answer is a {@link CheckPassed}.
 *
 * <p>Exit codes of a client process ({@code flink run}): 2 for arguments and settings, 3 where Kafka or Postgres is in
 * the way. Submitted by REST or in application mode the main runs inside the job manager, which an exit would end;
 * there the exception is the answer.
 */
public final class ConversationJobMain {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationJobMain.class);
    private static final String NAME = "colloquy";
    private static final int USAGE = 2;
    private static final int ENVIRONMENT = 3;
    /** Of the thread that a JVM starts with. A job manager calls mains on others. */
    private static final long FIRST_THREAD = 1;

    private ConversationJobMain() {}

    public static void main(String[] args) throws Exception {
        try {
            JobArguments arguments = JobArguments.parse(args);
            JobSettings settings = arguments.settings();
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
            Map<Integer, Long> positions = checkSavepoint(environment, settings, arguments.acceptsLoss());
            JobTopics.prepare(settings);
            if (arguments.checks()) throw new CheckPassed(positions);
            Migrations.apply(settings.postgres());
            environment.configure(new Configuration()
                    .set(PipelineOptions.GLOBAL_JOB_PARAMETERS, RestartInfo.of(arguments.written())));
            ConversationJob.define(environment, settings);
            environment.execute(NAME);
        } catch (SettingsException e) {
            fail(e, USAGE);
        } catch (UnreachableException e) {
            fail(e, ENVIRONMENT);
        }
    }

    /** Returns where in Kafka the job goes on; nothing where it begins without a savepoint. */
    private static Map<Integer, Long> checkSavepoint(
            StreamExecutionEnvironment environment, JobSettings settings, boolean acceptsLoss)
            throws InterruptedException {
        String path = environment.getConfiguration().get(StateRecoveryOptions.SAVEPOINT_PATH);
        if (path == null) return Map.of();
        RestoredState state = RestoredState.at(path);
        state.requireDefinition(settings.assemble().definition());
        Map<Integer, Long> positions = state.positions();
        List<String> missing = RestoreCheck.missing(positions, settings.kafka());
        if (!acceptsLoss) RestoreCheck.require(missing, path);
        missing.forEach(loss -> LOG.warn("goes on without what Kafka does not hold: {}", loss));
        return positions;
    }

    private static void fail(RuntimeException problem, int exitCode) {
        System.err.println(NAME + ": " + problem.getMessage());
        if (Thread.currentThread().getId() == FIRST_THREAD) {
            System.exit(exitCode);
        }
        throw problem;
    }
}
