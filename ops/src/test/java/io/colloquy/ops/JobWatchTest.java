package io.colloquy.ops;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.ProgressLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JobWatchTest {
    private static final String JOB = "c".repeat(32);
    private static final String DETAILS = "GET /jobs/" + JOB;
    private static final String EXCEPTIONS = "GET /jobs/" + JOB + "/exceptions";

    private FakeFlink flink;
    private JobWatch watch;

    @BeforeEach
    void start() throws IOException {
        flink = new FakeFlink();
        ProgressLine quiet = new ProgressLine(new PrintWriter(Writer.nullWriter()), false);
        watch = new JobWatch(new FlinkRest(URI.create(flink.url())), quiet);
    }

    @AfterEach
    void stop() {
        flink.close();
    }

    private void details(String state, int running) {
        flink.when(
                DETAILS,
                "{\"name\":\"colloquy\",\"state\":\"" + state
                        + "\",\"vertices\":[{\"id\":\"a\",\"parallelism\":2,\"tasks\":{\"RUNNING\":" + running
                        + "}}]}");
    }

    private static String failure(int at, String message) {
        return "{\"exceptionHistory\":{\"entries\":[{\"timestamp\":" + at
                + ",\"stacktrace\":\"a.b.Failure: x\\nCaused by: a.b.Cause: " + message + "\"}]}}";
    }

    @Test
    void returnsOnceAllSubtasksRun() throws InterruptedException {
        flink.when(EXCEPTIONS, failure(1, "a task manager was lost"));
        details("RESTARTING", 0);
        details("RUNNING", 1);
        details("RUNNING", 2);

        watch.awaitRunning(JOB);
    }

    @Test
    void saysWhyAJobFailsWheneverItStarts() {
        details("RESTARTING", 0);
        for (int i = 1; i <= 3; i++) flink.when(EXCEPTIONS, failure(i, "there is no model at /nowhere"));

        assertThatThrownBy(() -> watch.awaitRunning(JOB))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("fails whenever it starts")
                .hasMessageContaining("there is no model at /nowhere");
    }

    @Test
    void saysWhyAJobHasEnded() {
        flink.when(EXCEPTIONS, failure(1, "cancelled by somebody"));
        details("CANCELED", 0);

        assertThatThrownBy(() -> watch.awaitRunning(JOB))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("has ended (CANCELED): cancelled by somebody");
    }
}
