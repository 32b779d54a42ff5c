package io.colloquy.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The job as a cluster would get it, whatever the cluster's own configuration says. */
class JobGraphTest {

    @Test
    void everyOperatorHasAnIdOfItsOwn() {
        List<String> ids = job(new Configuration()).getStreamGraph().getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .toList();
        assertThat(ids).hasSizeGreaterThan(15).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void buildsWhereGenericTypesAndGeneratedIdsAreRefused() {
        Configuration strict = new Configuration();
        strict.set(PipelineOptions.GENERIC_TYPES, false);
        strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        assertThat(job(strict).getStreamGraph().getJobGraph().getVerticesAsArray())
                .isNotEmpty();
    }

    @Test
    void copiesNoMessageWithinATaskWhateverTheClusterSays() {
        Configuration copying = new Configuration();
        copying.set(PipelineOptions.OBJECT_REUSE, false);
        assertThat(job(copying).getConfig().isObjectReuseEnabled()).isTrue();
    }

    @Test
    void keyGroupsAre128WhateverTheParallelism() {
        StreamExecutionEnvironment environment = job(new Configuration());
        environment.setParallelism(100);
        JobGraph graph = environment.getStreamGraph().getJobGraph();
        assertThat(graph.getVertices()).extracting(JobVertex::getMaxParallelism).containsOnly(128);
    }

    private static StreamExecutionEnvironment job(Configuration configuration) {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        ConversationJob.define(environment, JobSettings.of(Map.of(), name -> null));
        return environment;
    }
}
