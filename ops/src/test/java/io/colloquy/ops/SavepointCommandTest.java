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
class SavepointCommandTest {
    private static final String JOB = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "fedcba9876543210fedcba9876543210";
    private static final String DONE =
            "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"s3://b/savepoint-1\"}}";

    private FakeFlink flink;

    @BeforeEach
    void start() throws IOException {
        flink = new FakeFlink();
    }

    @AfterEach
    void stop() {
        flink.close();
    }

    private static String job(String id, String name, String state) {
        return "{\"jid\":\"" + id + "\",\"name\":\"" + name + "\",\"state\":\"" + state + "\"}";
    }

    private void jobs(String... jobs) {
        flink.when("GET /jobs/overview", "{\"jobs\":[" + String.join(",", jobs) + "]}");
    }

    private Outcome take(String... args) {
        return flink.run(new SavepointCommand(), args);
    }

    @Test
    void takesACanonicalOneOfTheJobThatRuns() {
        jobs(job(OTHER, "colloquy", "FINISHED"), job(JOB, "colloquy", "RUNNING"), job(OTHER, "another", "RUNNING"));
        flink.when("POST /jobs/" + JOB + "/savepoints", "{\"request-id\":\"1\"}")
                .when("GET /jobs/" + JOB + "/savepoints/*", "{\"status\":{\"id\":\"IN_PROGRESS\"}}")
                .when("GET /jobs/" + JOB + "/savepoints/*", DONE);

        Outcome outcome = take("--target", "s3://b/");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.output()).isEqualToIgnoringNewLines("s3://b/savepoint-1");
        assertThat(flink.requests().get(1))
                .contains("\"target-directory\":\"s3://b/\"", "\"formatType\":\"CANONICAL\"", "\"cancel-job\":false");
    }

    @Test
    void returnsOnceAStoppedJobHasEnded() {
        jobs(job(JOB, "colloquy", "RUNNING"));
        flink.when("POST /jobs/" + JOB + "/stop", "{\"request-id\":\"1\"}")
                .when("GET /jobs/" + JOB + "/savepoints/*", DONE)
                .when("GET /jobs/" + JOB, "{\"name\":\"colloquy\",\"state\":\"RUNNING\"}")
                .when("GET /jobs/" + JOB, "{\"name\":\"colloquy\",\"state\":\"FINISHED\"}");

        assertThat(take("--stop").code()).isZero();
        assertThat(flink.requests().stream().filter(request -> request.equals("GET /jobs/" + JOB)))
                .hasSize(2);
    }

    @Test
    void listsTheJobsWhereItCouldBeSeveral() {
        jobs(job(JOB, "colloquy", "RUNNING"), job(OTHER, "colloquy", "RESTARTING"));

        Outcome outcome = take();
        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.told()).contains(JOB + " (colloquy, RUNNING)", OTHER + " (colloquy, RESTARTING)");
    }

    @Test
    void saysThatNoneRuns() {
        jobs(job(JOB, "colloquy", "FAILED"));

        Outcome outcome = take();
        assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(outcome.told()).contains("no job runs that is called colloquy");
    }

    @Test
    void tellsWhyASavepointFailed() {
        jobs(job(JOB, "colloquy", "RUNNING"));
        flink.when("POST /jobs/" + JOB + "/savepoints", "{\"request-id\":\"1\"}")
                .when(
                        "GET /jobs/" + JOB + "/savepoints/*",
                        "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"stack-trace\":"
                                + "\"a.b.CheckpointException: no\\nCaused by: java.io.IOException: the disk is full\"}}}");

        Outcome outcome = take();
        assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(outcome.told()).contains("the savepoint failed: the disk is full");
    }

    @Test
    void saysWhereNothingAnswers() {
        flink.close();

        Outcome outcome = take();
        assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(outcome.told()).contains("Flink does not answer at " + flink.url());
    }
}
