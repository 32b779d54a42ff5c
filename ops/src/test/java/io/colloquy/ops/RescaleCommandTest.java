package io.colloquy.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.cli.ExitCode;
import io.colloquy.ops.FakeFlink.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RescaleCommandTest {
    private static final String JOB = "0123456789abcdef0123456789abcdef";
    private static final String REQUIREMENTS = "/jobs/" + JOB + "/resource-requirements";

    private FakeFlink flink;

    @BeforeEach
    void start() throws IOException {
        flink = new FakeFlink()
                .when(
                        "GET /jobs/overview",
                        "{\"jobs\":[{\"jid\":\"" + JOB + "\",\"name\":\"colloquy\",\"state\":\"RUNNING\"}]}")
                .when(
                        "GET " + REQUIREMENTS,
                        "{\"a\":{\"parallelism\":{\"lowerBound\":1,\"upperBound\":2}},\"b\":{\"parallelism\":{}}}");
    }

    @AfterEach
    void stop() {
        flink.close();
    }

    private void details(String state, int parallelism, int... running) {
        StringBuilder vertices = new StringBuilder();
        for (int count : running) {
            if (!vertices.isEmpty()) vertices.append(',');
            vertices.append("{\"id\":\"a\",\"parallelism\":").append(parallelism);
            vertices.append(",\"tasks\":{\"RUNNING\":").append(count).append("}}");
        }
        flink.when(
                "GET /jobs/" + JOB,
                "{\"name\":\"colloquy\",\"state\":\"" + state + "\",\"vertices\":[" + vertices + "]}");
    }

    private Outcome rescale(String... args) {
        return flink.run(new RescaleCommand(), args);
    }

    @Test
    void returnsOnceAllSubtasksRun() {
        flink.when("PUT " + REQUIREMENTS, "{}");
        details("RUNNING", 2, 2, 2);
        details("RUNNING", 2, 2, 2);
        details("RESTARTING", 2, 0, 0);
        details("RUNNING", 3, 3, 1);
        details("RUNNING", 3, 3, 3);

        Outcome outcome = rescale("3", "--json", "-");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.output()).contains("\"from\" : 2", "\"parallelism\" : 3");
        assertThat(flink.requests()).anySatisfy(request -> assertThat(request)
                .startsWith("PUT " + REQUIREMENTS)
                .contains("\"a\":{\"parallelism\":{", "\"b\":{\"parallelism\":{", "\"upperBound\":3"));
    }

    /** Slots may come late, and the job goes on as it was until then. */
    @Test
    void countsNoGapWhileTheJobRunsAsItDid() {
        flink.when("PUT " + REQUIREMENTS, "{}");
        for (int look = 0; look < 5; look++) details("RUNNING", 2, 2, 2);
        details("RUNNING", 3, 3, 3);

        Outcome outcome = rescale("3", "--json", "-");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.output()).contains("\"gap_s\" : 0.0");
    }

    @Test
    void saysThatSlotsAreMissing() {
        flink.when("PUT " + REQUIREMENTS, "{}").when("GET /overview", "{\"taskmanagers\":2,\"slots-total\":2}");
        details("RUNNING", 2, 2, 2);

        Outcome outcome = rescale("4", "--timeout", "1");
        assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(outcome.told()).contains("the cluster has 2 slots on 2 task managers, and needs 4");
    }

    @Test
    void saysWhatTheClusterNeeds() {
        flink.when("PUT " + REQUIREMENTS, 500, "{\"errors\":[\"not supported by this scheduler\"]}");
        details("RUNNING", 2, 2);

        Outcome outcome = rescale("4");
        assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(outcome.told()).contains("not supported by this scheduler", "jobmanager.scheduler: adaptive");
    }

    @Test
    void takesNoNumberThatTheStateDoesNot() {
        assertThat(rescale("0").code()).isEqualTo(ExitCode.USAGE);
        assertThat(flink.requests()).isEmpty();
    }
}
