package io.colloquy.local;

import io.colloquy.connectors.KafkaSettings;
import io.colloquy.connectors.PostgresSettings;
import io.colloquy.jobs.JobSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What runs on the servers.
 *
 * @param createTopics leaves those that exist as they are
 * @param migrate brings the tables of an empty database, or of an earlier version, to this version
 */
public record Application(Step<KafkaSettings> createTopics, Step<PostgresSettings> migrate, Topology topology) {

    @FunctionalInterface
    public interface Step<T> {
        void apply(T settings) throws Exception;
    }

    @FunctionalInterface
    public interface Topology {
        void define(StreamExecutionEnvironment environment, JobSettings settings) throws Exception;
    }
}
