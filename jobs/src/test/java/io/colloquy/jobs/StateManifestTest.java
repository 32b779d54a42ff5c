package io.colloquy.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.operators.core.registry.StateRegistry;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class StateManifestTest {

    @Test
    void buildPutsItBesideTheClasses() throws Exception {
        try (InputStream built = StateManifest.class.getResourceAsStream("/META-INF/colloquy-state.json")) {
            assertThat(built).isNotNull();
            assertThat(new ObjectMapper().readTree(built)).isEqualTo(new ObjectMapper().readTree(StateManifest.json()));
        }
    }

    @Test
    void tellsOfEachStateItsFormats() throws Exception {
        JsonNode manifest = new ObjectMapper().readTree(StateManifest.json());
        JsonNode operators = manifest.path("operators");
        assertThat(operators).hasSize(StateRegistry.OPERATORS.size());
        for (JsonNode operator : operators) {
            for (JsonNode state : operator.path("states")) {
                assertThat(manifest.path("formats")
                                .path(state.path("value").asText())
                                .asInt())
                        .as("version of %s", state)
                        .isPositive();
            }
        }
        assertThat(manifest.path("definition").has("models.vad")).isTrue();
    }

    @Test
    void knowsEachOperatorOfTheJobAndNoOther() throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        ConversationJob.define(environment, JobSettings.of(Map.of(), name -> null));
        Set<String> inJob = new HashSet<>();
        for (StreamNode node : environment.getStreamGraph().getStreamNodes()) inJob.add(node.getTransformationUID());

        Set<String> inManifest = new HashSet<>();
        new ObjectMapper().readTree(StateManifest.json()).path("uids").forEach(uid -> inManifest.add(uid.asText()));
        // a sink makes operators of its own beside the one that is named
        inJob.removeIf(uid -> uid.matches(".*(Writer|Committer|: ).*"));
        assertThat(inManifest).isSubsetOf(inJob);
        assertThat(inJob).isSubsetOf(inManifest);
    }
}
