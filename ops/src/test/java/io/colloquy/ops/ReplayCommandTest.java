package io.colloquy.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.cli.ExitCode;
import io.colloquy.jobs.RestartInfo;
import io.colloquy.ops.FakeFlink.Outcome;
import io.colloquy.ops.ReplaySteps.LiveJob;
import io.colloquy.ops.ReplaySteps.Phase;
import io.colloquy.ops.ReplaySteps.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a replay refuses, and that nothing has stopped by then. */
@Timeout(60)
class ReplayCommandTest {
    private static final String LIVE = "0123456789abcdef0123456789abcdef";
    private static final String FROM = "s3://b/savepoint-1";
    private static final String PASSED = "the job can start there; it goes on in Kafka at 0:5";
    private static final String RUNS = "{\"jobs\":[{\"jid\":\"%s\",\"name\":\"colloquy\",\"state\":\"RUNNING\"}]}";
    private static final SortedMap<String, String> SETTINGS = new TreeMap<>(Map.of(
            "kafka.bootstrap", "127.0.0.1:1",
            "postgres.url", "jdbc:postgresql://127.0.0.1:1/colloquy?user=colloquy",
            "models.recognizer", "old.onnx"));

    @TempDir
    Path folder;

    private FakeFlink flink;

    @BeforeEach
    void start() throws IOException {
        String shown = RestartInfo.of(SETTINGS).get("colloquy.settings").replace("\"", "\\\"");
        flink = new FakeFlink()
                .when("GET /jobs/overview", RUNS.formatted(LIVE))
                .when(
                        "GET /jobs/" + LIVE + "/config",
                        "{\"execution-config\":{\"user-config\":{\"colloquy.settings\":\"" + shown + "\"}}}")
                .when(
                        "GET /jobs/" + LIVE,
                        "{\"name\":\"colloquy\",\"state\":\"RUNNING\",\"vertices\":[{\"id\":\"a\",\"parallelism\":2}]}")
                .when("POST /jars/upload", "{\"filename\":\"/uploads/1_job.jar\"}")
                .when("POST /jars/1_job.jar/run", 500, "{\"errors\":[\"" + PASSED + "\"]}");
    }

    @AfterEach
    void stop() {
        flink.close();
    }

    private Path journal() {
        return folder.resolve("journal.json");
    }

    private String jar() throws IOException {
        return Files.writeString(folder.resolve("job.jar"), "a jar").toString();
    }

    private Outcome replay(String... args) throws IOException {
        String[] all = new String[args.length + 6];
        System.arraycopy(args, 0, all, 0, args.length);
        String[] more = {"--jar", jar(), "--journal", journal().toString(), "--json", "-"};
        System.arraycopy(more, 0, all, args.length, more.length);
        return flink.run(new ReplayCommand(), all);
    }

    private ReplaySteps begun(Phase phase) {
        LiveJob live = new LiveJob(flink.url(), "b".repeat(32), SETTINGS, 2, "c".repeat(32));
        ReplaySteps steps = ReplaySteps.planned(FROM, live, SETTINGS, new TreeMap<>())
                .stopped("s3://b/undo", new Span(new TreeMap<>(), new TreeMap<>()), 1, 0)
                .in(phase);
        try (ReplayJournal kept = ReplayJournal.open(journal())) {
            return kept.write(steps);
        }
    }

    private Phase phase() {
        try (ReplayJournal kept = ReplayJournal.open(journal())) {
            return kept.read().orElseThrow().phase();
        }
    }

    private void assertNothingHasStopped() {
        assertThat(flink.requests())
                .noneMatch(request -> request.startsWith("PATCH") || request.startsWith("POST /jobs"));
    }

    @Test
    void stopsNothingWhereItCantReachPostgres() throws Exception {
        Outcome outcome = replay("--from", FROM);
        assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(outcome.told()).contains("Postgres does not answer");
        assertThat(outcome.output()).contains("\"done\" : false");
        assertThat(journal()).doesNotExist();
        assertNothingHasStopped();
    }

    @Test
    void goesOnWithNoOtherSettingsThanItBeganWith() throws Exception {
        begun(Phase.REPLAYING);
        Outcome outcome = replay("--from", FROM, "--set", "models.recognizer=new.onnx");
        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.told()).contains("a replay has begun that has other settings, models.recognizer:");
        assertNothingHasStopped();
    }

    @Test
    void beginsAnewWithOtherSettingsOnceTheLastIsDone() throws Exception {
        ReplaySteps done = begun(Phase.DONE);
        flink.when("GET /jobs/" + done.job(), "{\"name\":\"colloquy\",\"state\":\"RUNNING\"}");
        Outcome outcome = replay("--from", FROM, "--set", "models.recognizer=new.onnx");
        assertThat(outcome.told()).contains("checking the savepoint", "Postgres does not answer");
    }

    @Test
    void takesNothingBackWhileAnotherJobRuns() throws Exception {
        begun(Phase.REPLAYING);
        Outcome outcome = replay("--undo");
        assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(outcome.told()).contains("the job " + LIVE + " runs, which neither");
        assertThat(phase()).isEqualTo(Phase.REPLAYING);
        assertNothingHasStopped();
    }

    @Test
    void takesNoJournalOfAnotherCluster() throws Exception {
        begun(Phase.REPLAYING);
        try (FakeFlink other = new FakeFlink()) {
            Outcome outcome = other.run(
                    new ReplayCommand(),
                    "--undo",
                    "--jar",
                    jar(),
                    "--journal",
                    journal().toString());
            assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
            assertThat(outcome.told()).contains("is of a replay at " + flink.url() + ", and not " + other.url());
        }
    }

    @Test
    void waitsForNoOtherCommand() throws Exception {
        try (ReplayJournal taken = ReplayJournal.open(journal())) {
            Outcome outcome = replay("--from", FROM);
            assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
            assertThat(outcome.told()).contains("another replay is at work with the journal " + taken.file());
        }
        assertThat(flink.requests()).isEmpty();
    }
}
