package io.colloquy.jobs;

import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.operators.flink.decode.FileSystemAudioStore;
import io.colloquy.operators.flink.decode.FileSystemCheck;
import io.colloquy.schemas.UnreachableException;
import io.colloquy.settings.SettingsException;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The main of the jar that is submitted to a cluster: {@code [--config FILE] [--set KEY=VALUE]… [--check]
 * [--accept-loss]}. Creates the topics and tables that are missing, then the job. Where it begins with a savepoint, it first
 * looks whether Kafka holds what follows. With {@code --check} it only looks, creates nothing, and answers with a {@link CheckPassed}.
 *
 * <p>Exit codes of a client process ({@code flink run}): 2 for arguments and settings, 3 where Kafka or Postgres is in
 * the way. Submitted by REST or in application mode the main runs inside the job manager, which an exit would end;
 * there the exception is the answer.
 */
public final class ConversationJobMain {
    private static final String NAME = "colloquy";
    private static final int USAGE = 2;
    private static final int ENVIRONMENT = 3;
    /** Of the thread that a JVM starts with. A job manager calls mains on others. */
    private static final long FIRST_THREAD = 1;

    /** Where Flink is to keep what it needs to start the job again. */
    private static final List<ConfigOption<String>> FOLDERS =
            List.of(CheckpointingOptions.CHECKPOINTS_DIRECTORY, CheckpointingOptions.SAVEPOINT_DIRECTORY);

    private ConversationJobMain() {}

    public static void main(String[] args) throws Exception {
        try {
            JobArguments arguments = JobArguments.parse(args);
            JobSettings settings = arguments.settings();
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
            requireFileSystems(settings, environment.getConfiguration());
            SavepointStart start =
                    SavepointStart.check(environment.getConfiguration(), settings, arguments.acceptsLoss());
            if (arguments.checks()) {
                JobTopics.check(settings);
                throw new CheckPassed(start.positions());
            }
            JobTopics.prepare(settings);
            Migrations.apply(settings.postgres());
            environment.configure(new Configuration()
                    .set(PipelineOptions.GLOBAL_JOB_PARAMETERS, RestartInfo.of(arguments.written())));
            ConversationJob.define(environment, start.fillingTables(settings));
            environment.execute(NAME);
        } catch (SettingsException e) {
            fail(e, USAGE);
        } catch (UnreachableException e) {
            fail(e, ENVIRONMENT);
        }
    }

    /** Else the job would start, fail and start again, for ever. */
    private static void requireFileSystems(JobSettings settings, ReadableConfig flink) {
        FileSystemAudioStore.requireFileSystems(settings.decode());
        for (ConfigOption<String> folder : FOLDERS) {
            flink.getOptional(folder).ifPresent(uri -> FileSystemCheck.require(folder.key(), uri));
        }
    }

    private static void fail(RuntimeException problem, int exitCode) {
        System.err.println(NAME + ": " + problem.getMessage());
        if (Thread.currentThread().getId() == FIRST_THREAD) {
            System.exit(exitCode);
        }
        throw problem;
    }
}
