package io.colloquy.system.kills;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.WholeTopic;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.connectors.postgres.StreamFilter;
import io.colloquy.demo.Found;
import io.colloquy.demo.PlannedRecord;
import io.colloquy.demo.scoring.LedgerCheck;
import io.colloquy.proof.cluster.StoredConversations;
import io.colloquy.proof.oracle.Oracle.Conversation;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Origin;
import io.colloquy.system.kills.KillMoment.Since;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Runs on one data directory, each of which is killed, but for the last. */
final class KilledRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int LONGEST_PAUSE_MILLIS = 1_500;

    /** What is run: a main class, and flags of its own. */
    record Program(Class<?> main, List<String> flags) {}

    private final Program program;
    private final Path data;
    private final Upload upload;
    private final Random random;
    private final List<ColloquyProcess> started = new ArrayList<>();
    private ColloquyProcess up;
    private JsonNode endpoints;

    KilledRun(Program program, Path data, List<PlannedRecord> records, Random random) {
        this.program = program;
        this.data = data;
        this.upload = new Upload(records);
        this.random = random;
    }

    /** Starts, sends a little where there is time, and is killed, each time a bit further on. */
    void surviveKills(List<KillMoment> moments) throws Exception {
        for (int i = 0; i < moments.size(); i++) {
            KillMoment moment = moments.get(i);
            String sent = surviveUntil(moment);
            System.out.printf("kill %d of %d: %s; %s; %s%n", i + 1, moments.size(), moment, sent, Checkpoints.in(data));
        }
    }

    private String surviveUntil(KillMoment moment) throws Exception {
        start();
        if (moment.since() == Since.START) {
            up.runFor(moment.delay());
            up.kill();
            return "nothing sent in this run";
        }
        awaitReady();
        try (ConversationReader reader = reader();
                Upload.Session session = upload.resume(kafka())) {
            long end = System.nanoTime() + moment.delay().toNanos();
            do {
                session.sendNext();
                up.runFor(upTo(Math.min(pause(), end - System.nanoTime())));
            } while (System.nanoTime() < end);
            long pending = Found.ledger(reader).values().stream()
                    .mapToLong(DayRow::pendingMs)
                    .sum();
            up.kill();
            return session.left() + " of " + upload.records().size() + " records not yet sent, " + pending
                    + " ms pending";
        }
    }

    private static Duration upTo(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos));
    }

    /** Now and then a burst, now and then a rest, ns. */
    private long pause() {
        return random.nextInt(3) == 0 ? 0 : random.nextInt(LONGEST_PAUSE_MILLIS) * 1_000_000L;
    }

    /** Runs undisturbed, sends whatever is left, and returns once the ledger accounts for everything. */
    void finish() throws Exception {
        start();
        awaitReady();
        try (Upload.Session session = upload.resume(kafka())) {
            session.sendRest();
        }
        awaitAccounts();
        awaitDeadLetters();
    }

    private void start() throws IOException, InterruptedException {
        up = ColloquyProcess.start(program.main, data, program.flags);
        started.add(up);
    }

    private void awaitReady() throws IOException, InterruptedException {
        endpoints = up.awaitReady();
    }

    private KafkaSettings kafka() {
        return new KafkaSettings(endpoints.get("kafka").asText(), Map.of(), KafkaSettings.TopicNames.DEFAULT);
    }

    private ConversationReader reader() {
        return new ConversationReader(
                new PostgresSettings(endpoints.get("postgres").asText(), null, null));
    }

    private void awaitAccounts() throws Exception {
        List<PlannedRecord> records = upload.records();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (ConversationReader reader = reader()) {
            LedgerCheck check;
            while (!(check = check(records, reader)).ok()) {
                assertThat(System.nanoTime())
                        .as("the ledger: %s", check.failures())
                        .isLessThan(deadline);
                up.runFor(POLL);
            }
        }
    }

    private static LedgerCheck check(List<PlannedRecord> records, ConversationReader reader) throws SQLException {
        return LedgerCheck.of(
                PlannedRecord.accounts(records),
                PlannedRecord.rejections(records).size(),
                Found.ledger(reader));
    }

    private void awaitDeadLetters() throws Exception {
        TreeSet<String> expected = expectedLetters();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        TreeSet<String> letters;
        while (!(letters = letters()).equals(expected)) {
            assertThat(System.nanoTime())
                    .as("letters %s, not %s", letters, expected)
                    .isLessThan(deadline);
            up.runFor(POLL);
        }
    }

    /** Origin and reason of each record that was to be rejected. */
    private TreeSet<String> expectedLetters() {
        Map<ByteBuffer, String> reasons = new HashMap<>();
        for (PlannedRecord record : upload.records()) {
            if (record.rejection() != null) reasons.put(ByteBuffer.wrap(record.value()), record.rejection());
        }
        TreeSet<String> letters = new TreeSet<>();
        for (ConsumerRecord<byte[], byte[]> record :
                WholeTopic.read(kafka(), kafka().topics().audioChunks())) {
            String reason = reasons.get(ByteBuffer.wrap(record.value()));
            Origin origin = new Origin(record.topic(), record.partition(), record.offset());
            if (reason != null) letters.add(origin + " " + reason);
        }
        return letters;
    }

    /** Those that there are; one that was written again after a kill counts once. */
    private TreeSet<String> letters() {
        TreeSet<String> letters = new TreeSet<>();
        for (ConsumerRecord<byte[], byte[]> letter :
                WholeTopic.read(kafka(), kafka().topics().deadLetters())) {
            letters.add(header(letter, "origin") + " " + header(letter, "reason"));
        }
        return letters;
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    Rows rows() throws SQLException {
        try (ConversationReader reader = reader()) {
            return Rows.read(reader);
        }
    }

    List<Conversation> conversations() throws Exception {
        try (ConversationReader reader = reader()) {
            return StoredConversations.read(reader, StreamFilter.ALL);
        }
    }

    /** Ends the last run in order. */
    void interrupt() throws IOException, InterruptedException {
        up.interrupt();
    }

    /** Ends what still runs, the Postgres of a killed process too. */
    @Override
    public void close() {
        started.forEach(ColloquyProcess::close);
    }
}
