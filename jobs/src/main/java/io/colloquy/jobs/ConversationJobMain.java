package io.colloquy.jobs;

import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.schemas.UnreachableException;
import io.colloquy.settings.SettingsException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The main of the jar that is submitted to a cluster: {@code [--config FILE] [--set KEY=VALUE]…}. Creates the topics
 * and tables that are missing, then the job.
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

    private ConversationJobMain() {}

    public static void main(String[] args) throws Exception {
        try {
            JobSettings settings = JobArguments.parse(args).settings();
            JobTopics.prepare(settings);
            Migrations.apply(settings.postgres());
            StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
            ConversationJob.define(environment, settings);
            environment.execute(NAME);
        } catch (SettingsException e) {
            fail(e, USAGE);
        } catch (UnreachableException e) {
            fail(e, ENVIRONMENT);
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
