package io.colloquy.demo;

import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.WholeTopic;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.demo.scoring.DeadLetterCheck;
import io.colloquy.demo.scoring.DoubledRows;
import io.colloquy.demo.scoring.FoundUtterance;
import io.colloquy.demo.scoring.LedgerCheck;
import io.colloquy.demo.scoring.PartitionScore;
import io.colloquy.demo.scoring.Score;
import io.colloquy.demo.scoring.SpeakerError;
import io.colloquy.demo.scoring.Truth;
import io.colloquy.demo.scoring.WordErrorRate;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Recordings of the demo for a job that somebody else started: what to send, and how right the rows are. */
public final class Rehearsal implements AutoCloseable {
    private static final long SEED = 1;

    private final Truth truth;
    private final ChunkPlan plan;
    private final KafkaSettings kafka;
    private final ConversationReader reader;
    private long sentMillis;

    private Rehearsal(List<Recording> recordings, KafkaSettings kafka, ConversationReader reader) {
        this.truth = Truth.of(recordings.stream()
                .flatMap(recording -> recording.turns().stream())
                .toList());
        this.plan = ChunkPlan.of(recordings, SEED);
        this.kafka = kafka;
        this.reader = reader;
    }

    /**
     * Takes the shortest recordings that together last no longer than {@code most}.
     *
     * @param folder of the recordings and their {@code truth.json}
     * @param postgres with the tables already there
     */
    public static Rehearsal of(Path folder, Duration most, KafkaSettings kafka, PostgresSettings postgres)
            throws IOException {
        ConversationReader reader = new ConversationReader(postgres);
        return new Rehearsal(shortest(Recordings.load(folder), most.toMillis()), kafka, reader);
    }

    private static List<Recording> shortest(List<Recording> all, long mostMillis) {
        List<Recording> taken = new ArrayList<>();
        long millis = 0;
        for (Recording recording :
                all.stream().sorted(Comparator.comparingInt(Recording::millis)).toList()) {
            millis += recording.millis();
            if (millis > mostMillis) break;
            taken.add(recording);
        }
        return taken;
    }

    /** Returns once every record that is not held back is acknowledged. */
    public void sendOpening() throws IOException, InterruptedException {
        send(plan.opening());
    }

    /** Returns once the others are. */
    public void sendHeldBack() throws IOException, InterruptedException {
        send(plan.heldBack());
    }

    private void send(List<PlannedRecord> records) throws IOException, InterruptedException {
        try (Sender sender = new Sender(kafka)) {
            sender.send(records);
        }
        sentMillis += millis(records);
    }

    /** Milliseconds of audio that have an account and are no longer pending. */
    public long settledMillis() throws SQLException {
        return Found.ledger(reader).values().stream()
                .mapToLong(row -> row.receivedMs() - row.pendingMs())
                .sum();
    }

    /** Milliseconds of audio that were sent so far, repeats included. */
    public long sentMillis() {
        return sentMillis;
    }

    private static long millis(List<PlannedRecord> records) {
        return records.stream().mapToLong(PlannedRecord::millis).sum();
    }

    /** Whether the ledger accounts for all that the plan holds. */
    public boolean isAccountedFor() throws SQLException {
        return ledger().ok();
    }

    public Score score() throws SQLException {
        List<FoundUtterance> utterances = Found.utterances(reader);
        return new Score(
                PartitionScore.of(truth, Found.conversations(reader)),
                WordErrorRate.of(truth, utterances),
                SpeakerError.of(Truth.of(plan.toldTurns()), utterances),
                DoubledRows.in(utterances),
                DeadLetterCheck.of(PlannedRecord.rejections(plan.all()), WholeTopic.deadLetterReasons(kafka)),
                ledger());
    }

    private LedgerCheck ledger() throws SQLException {
        return LedgerCheck.of(
                PlannedRecord.accounts(plan.all()),
                PlannedRecord.rejections(plan.all()).size(),
                Found.ledger(reader));
    }

    @Override
    public void close() throws SQLException {
        reader.close();
    }
}
