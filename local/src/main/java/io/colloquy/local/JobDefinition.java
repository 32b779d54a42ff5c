package io.colloquy.local;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Builds a job's graph, without executing it. */
@FunctionalInterface
public interface JobDefinition {
    void define(StreamExecutionEnvironment environment) throws Exception;
}
