package io.colloquy.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.ProgressLine;
import io.colloquy.ops.ReplaySteps.LiveJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However a command was interrupted, the job ends once, and its savepoint is found. */
@Timeout(60)
class StoppedJobTest {
    private static final LiveJob JOB = new LiveJob("http://a:1", "a".repeat(32), Map.of(), 2, "b".repeat(32));
    private static final String DETAILS = "GET /jobs/" + JOB.id();
    private static final String SAVEPOINT = "GET /jobs/" + JOB.id() + "/savepoints/" + JOB.trigger();
    private static final String STOP = "POST /jobs/" + JOB.id() + "/stop";
    private static final String DONE = "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"s3://b/sp\"}}";
    private static final String RUNNING = "{\"name\":\"colloquy\",\"state\":\"RUNNING\"}";
    private static final String FINISHED = "{\"name\":\"colloquy\",\"state\":\"FINISHED\"}";

    private FakeFlink flink;

    @BeforeEach
    void start() throws IOException {
        flink = new FakeFlink();
    }

    @AfterEach
    void stop() {
        flink.close();
    }

    private String savepoint() throws InterruptedException {
        ProgressLine quiet = new ProgressLine(new PrintWriter(Writer.nullWriter()), false);
        return new StoppedJob(new FlinkRest(URI.create(flink.url())), quiet).savepoint(JOB, Optional.of("s3://b/"));
    }

    private long stops() {
        return flink.requests().stream()
                .filter(request -> request.startsWith(STOP))
                .count();
    }

    @Test
    void endsAJobThatRunsUnderTheNameThatIsKnown() throws Exception {
        flink.when(DETAILS, RUNNING)
                .when(DETAILS, FINISHED)
                .when(SAVEPOINT, 404, "{\"errors\":[\"no such trigger\"]}")
                .when(SAVEPOINT, DONE)
                .when(STOP, "{\"request-id\":\"1\"}");

        assertThat(savepoint()).isEqualTo("s3://b/sp");
        assertThat(flink.requests()).anySatisfy(request -> assertThat(request)
                .startsWith(STOP)
                .contains("\"triggerId\":\"" + JOB.trigger() + "\"", "\"targetDirectory\":\"s3://b/\""));
    }

    @Test
    void asksNoSecondTimeWhereFlinkRemembers() throws Exception {
        flink.when(DETAILS, RUNNING).when(DETAILS, FINISHED).when(SAVEPOINT, DONE);

        assertThat(savepoint()).isEqualTo("s3://b/sp");
        assertThat(stops()).isZero();
    }

    @Test
    void findsTheSavepointOfAJobThatHasEndedLongAgo() throws Exception {
        flink.when(DETAILS, FINISHED)
                .when(
                        "GET /jobs/" + JOB.id() + "/checkpoints",
                        "{\"latest\":{\"savepoint\":{\"external_path\":\"s3://b/old\"}}}");

        assertThat(savepoint()).isEqualTo("s3://b/old");
        assertThat(stops()).isZero();
    }

    @Test
    void saysWhereNobodyKnows() {
        assertThatThrownBy(this::savepoint)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("the live job " + JOB.id() + " has ended");
    }

    /** Else a savepoint of hours ago would be taken for the last one. */
    @Test
    void takesNoOlderSavepointOfAJobThatHasFailed() {
        flink.when(DETAILS, "{\"name\":\"colloquy\",\"state\":\"FAILED\"}")
                .when(
                        "GET /jobs/" + JOB.id() + "/checkpoints",
                        "{\"latest\":{\"savepoint\":{\"external_path\":\"s3://b/old\"}}}");

        assertThatThrownBy(this::savepoint)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("has ended (FAILED)");
    }

    @Test
    void tellsASavepointThatCameToNothing() throws Exception {
        flink.when(DETAILS, RUNNING)
                .when(
                        SAVEPOINT,
                        "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"stack-trace\":\"a.b.C: no room\"}}}");
        ProgressLine quiet = new ProgressLine(new PrintWriter(Writer.nullWriter()), false);
        assertThat(new StoppedJob(new FlinkRest(URI.create(flink.url())), quiet).hasFailed(JOB))
                .isTrue();
    }
}
