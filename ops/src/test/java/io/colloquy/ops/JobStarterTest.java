package io.colloquy.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobStarterTest {
    private static final String JOB = "a".repeat(32);
    private static final String RUN = "POST /jars/1_job.jar/run";
    private static final String FORGET = "DELETE /jars/1_job.jar";
    private static final String TWICE = "{\"errors\":[\"a.b.DuplicateJobSubmissionException: submitted twice\"]}";

    @TempDir
    Path folder;

    private FakeFlink flink;

    @BeforeEach
    void start() throws IOException {
        flink = new FakeFlink().when("POST /jars/upload", "{\"filename\":\"/uploads/1_job.jar\"}");
    }

    @AfterEach
    void stop() {
        flink.close();
    }

    private void startJob() throws Exception {
        Path jar = Files.writeString(folder.resolve("job.jar"), "a jar");
        new JobStarter(new FlinkRest(URI.create(flink.url())), jar, false).start("s3://b/sp", 2, Map.of(), JOB);
    }

    @Test
    void takesAJobThatAnEarlierRequestHasStarted() {
        flink.when(RUN, 500, TWICE).when("GET /jobs/" + JOB, "{\"name\":\"colloquy\",\"state\":\"RUNNING\"}");
        assertThatCode(this::startJob).doesNotThrowAnyException();
    }

    @Test
    void saysNoWhereFlinkDoesAndNothingRuns() {
        flink.when(RUN, 500, TWICE);
        assertThatThrownBy(this::startJob)
                .isInstanceOf(FlinkRefusedException.class)
                .hasMessageContaining("submitted twice");
    }

    @Test
    void forgetsTheJarAndMindsNothingWhereThatFails() {
        flink.when(RUN, "{\"jobid\":\"" + JOB + "\"}").when(FORGET, 500, "{\"errors\":[\"busy\"]}");
        assertThatCode(this::startJob).doesNotThrowAnyException();
        assertThat(flink.requests()).contains(FORGET);
    }
}
