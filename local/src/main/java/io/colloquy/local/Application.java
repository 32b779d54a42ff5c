package io.colloquy.local;

import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.jobs.ConversationJob;
import io.colloquy.jobs.JobSettings;
import io.colloquy.jobs.JobTopics;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What runs on the servers.
 *
 * @param prepareTopics creates those that are missing, and refuses what the job can't work with
 * @param migrate brings the tables of an empty database, or of an earlier version, to this version
 */
public record Application(Step<JobSettings> prepareTopics, Step<PostgresSettings> migrate, Topology topology) {
    /** The job that makes conversations of what devices upload. */
    public static final Application CONVERSATIONS =
            new Application(JobTopics::prepare, Migrations::apply, ConversationJob::define);

    @FunctionalInterface
    public interface Step<T> {
        void apply(T settings) throws Exception;
    }

    @FunctionalInterface
    public interface Topology {
        void define(StreamExecutionEnvironment environment, JobSettings settings) throws Exception;
    }
}
