package io.colloquy.system.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.cli.ReportingCommand;
import io.colloquy.cluster.ClusterShape;
import io.colloquy.commands.send.SendCommand;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.DayFilter;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.connectors.postgres.StreamFilter;
import io.colloquy.operators.core.registry.OperatorIds;
import io.colloquy.ops.ReplayCommand;
import io.colloquy.proof.cluster.StoredConversations;
import io.colloquy.proof.oracle.Oracle.Conversation;
import io.colloquy.schemas.DayRow;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.engine.SpeechRuntime;
import io.colloquy.system.Repository;
import io.colloquy.system.cluster.ClusterUnderTest;
import io.colloquy.system.cluster.OracleOfTopic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;

/** A cluster with a job that hears recordings, and the commands that are given to it. */
final class HeardCluster implements AutoCloseable {
    static final String TRANSDUCER = model("transducer/encoder");
    static final String CTC = model("recognizer");

    private static final Instant FIRST_DAY = Instant.parse("2026-03-10T00:00:00Z");
    private static final String RECOGNIZER = "models.recognizer";
    /** Of an account: each chunk is rounded to whole ms. */
    private static final long MOST_ROUNDED = 100;

    final ClusterUnderTest cluster;
    private final PostgresSettings postgres;
    private long sentMillis;

    private HeardCluster(ClusterUnderTest cluster, PostgresSettings postgres) {
        this.cluster = cluster;
        this.postgres = postgres;
    }

    static HeardCluster start(String name, int slots) throws Exception {
        // Flink tells progress every ten seconds as a rule
        Map<String, String> options = Map.of("metrics.fetcher.update-interval", "500 ms");
        ClusterUnderTest cluster = ClusterUnderTest.start(name, new ClusterShape(1, slots, false, options));
        return new HeardCluster(cluster, cluster.processes().postgres());
    }

    /** The same with other tables. */
    HeardCluster on(PostgresSettings tables) {
        return new HeardCluster(cluster, tables);
    }

    static String model(String name) {
        return Repository.ROOT.resolve("models").resolve(name + ".onnx").toString();
    }

    KafkaSettings kafka() {
        return cluster.processes().kafka();
    }

    /** Where what is in S3 lies on this machine: a folder for each bucket. */
    Path objects() {
        return cluster.folder().resolve("s3/objects");
    }

    PostgresSettings postgres() {
        return postgres;
    }

    /** Returns once the job runs. */
    void submit(Optional<String> from, int parallelism, String recognizer) throws Exception {
        submit(from, parallelism, Map.of(RECOGNIZER, recognizer));
    }

    void submit(Optional<String> from, int parallelism, Map<String, String> settings) throws Exception {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("stitch.edge-patience", "2 s");
        all.put("publish.max-delay", "2 s");
        all.put("publish.quiet", "200 ms");
        cluster.submit(from, parallelism, all);
    }

    /** Returns once Kafka has all of the recording. @param hour of the first day or a later one, when it was recorded */
    void send(String recording, String device, int hour) throws Exception {
        JsonNode sent = run(
                new SendCommand(),
                List.of(
                        Repository.ROOT
                                .resolve("models/recordings")
                                .resolve(recording + ".opus")
                                .toString(),
                        "--device",
                        device,
                        "--started-at",
                        FIRST_DAY.plus(Duration.ofHours(hour)).toString()));
        sentMillis += (long) (sent.path("seconds").asDouble() * 1_000);
    }

    /** Returns once the ledger accounts for all that was sent, and nothing is pending. */
    void awaitHeard() throws Exception {
        cluster.await("the ledger of everything", () -> {
            long received = 0;
            for (DayRow day : ledger()) {
                if (day.pendingMs() > 0) return false;
                received += day.receivedMs();
            }
            assertThat(received).isLessThanOrEqualTo(sentMillis + MOST_ROUNDED);
            return received >= sentMillis - MOST_ROUNDED;
        });
    }

    /** The accounts of devices and days. */
    List<DayRow> ledger() throws SQLException {
        List<DayRow> days = new ArrayList<>();
        try (ConversationReader reader = new ConversationReader(postgres)) {
            reader.days(DayFilter.ALL, day -> days.add(day.account()));
        }
        return days;
    }

    /** What is stored, by conversation id. */
    Map<String, Conversation> stored() throws SQLException {
        return stored(StreamFilter.ALL);
    }

    Map<String, Conversation> stored(StreamFilter filter) throws SQLException {
        Map<String, Conversation> stored = new TreeMap<>();
        try (ConversationReader reader = new ConversationReader(postgres)) {
            StoredConversations.read(reader, filter).forEach(found -> stored.put(found.id(), found));
        }
        return stored;
    }

    /** What the definition makes of all that Kafka holds, with this recogniser, by conversation id. */
    Map<String, Conversation> defined(String recognizer) {
        ModelFiles files = new ModelFiles(model("vad"), recognizer, model("voiceprint"));
        try (SpeechRuntime models = SpeechRuntime.acquire(files)) {
            return new OracleOfTopic(models.detector(), models.transcriber()).conversations(kafka());
        }
    }

    /**
     * How many clips the present run of the job has asked the models about. Flink tells numbers of a moment ago, so it
     * is asked until it says the same twice.
     */
    long clipsAsked() throws Exception {
        AtomicLong known = new AtomicLong();
        cluster.await("the number of clips", () -> {
            TimeUnit.SECONDS.sleep(1); // longer than Flink keeps a number
            long before = known.getAndSet(clipsTold());
            return before > 0 && before == known.get();
        });
        return known.get();
    }

    private long clipsTold() throws InterruptedException {
        String running = cluster.rest().jobs().stream()
                .filter(job -> job.state().equals("RUNNING"))
                .findFirst()
                .orElseThrow()
                .id();
        for (JsonNode vertex : cluster.rest().get("/jobs/" + running).path("vertices")) {
            if (vertex.path("name").asText().contains(OperatorIds.RECALL))
                return vertex.at("/metrics/read-records").asLong();
        }
        throw new AssertionError("no stage fetches clips");
    }

    /** Runs a command of the cluster's, which must succeed. Returns its report. */
    JsonNode succeed(ReportingCommand command, String... args) throws Exception {
        return run(command, List.of(args));
    }

    private JsonNode run(ReportingCommand command, List<String> args) throws Exception {
        Path report = Files.createTempFile("report", ".json");
        List<String> all = new ArrayList<>(args);
        all.addAll(List.of("--json", report.toString()));
        Outcome outcome = execute(command, all);
        assertThat(outcome.code()).as("of %s: %s", args, outcome.told()).isZero();
        return new ObjectMapper().readTree(report.toFile());
    }

    /** @param told standard error */
    record Outcome(int code, String told) {}

    /** Runs a command of the cluster's. */
    Outcome execute(ReportingCommand command, List<String> args) {
        List<String> all = new ArrayList<>(args);
        all.addAll(List.of("--data", cluster.folder().toString()));
        if (command instanceof ReplayCommand) {
            all.addAll(List.of("--jar", ClusterUnderTest.PARTS.jobJar().toString()));
        }
        StringWriter told = new StringWriter();
        int code = new CommandLine(command)
                .setOut(new PrintWriter(told))
                .setErr(new PrintWriter(told))
                .execute(all.toArray(String[]::new));
        return new Outcome(code, told.toString());
    }

    @Override
    public void close() throws IOException {
        cluster.close();
    }
}
