package io.colloquy.system.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.colloquy.cli.Colloquy;
import io.colloquy.client.ChunkSender;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.connectors.postgres.StreamFilter;
import io.colloquy.demo.ChunkPlan;
import io.colloquy.demo.Found;
import io.colloquy.demo.PlannedRecord;
import io.colloquy.demo.Recordings;
import io.colloquy.demo.scoring.LedgerCheck;
import io.colloquy.proof.cluster.StoredConversations;
import io.colloquy.proof.oracle.Oracle.Utterance;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunkReader;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Word;
import io.colloquy.system.kills.ColloquyProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What real models say does not depend on when which chunk came, nor on how often. */
@Timeout(300)
class AnyOrderTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int HELD_BACK = 5;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final List<PlannedRecord> sent = new ArrayList<>();

    @Test
    void wordsAndTimesAreTheSame() throws Exception {
        List<PlannedRecord> inOrder = records();
        List<PlannedRecord> twice = new ArrayList<>(inOrder);
        twice.addAll(inOrder);
        Collections.shuffle(twice, new Random(1));
        Set<PlannedRecord> late = new HashSet<>();
        for (int i = 1; i <= HELD_BACK; i++) late.add(inOrder.get(i * inOrder.size() / (HELD_BACK + 1)));

        try (ColloquyProcess up = ColloquyProcess.start(Colloquy.class, folder.resolve("data"), List.of())) {
            JsonNode endpoints = up.awaitReady();
            String postgres = endpoints.get("postgres").asText();
            String kafka = endpoints.get("kafka").asText();
            try (ConversationReader reader = new ConversationReader(new PostgresSettings(postgres, null, null));
                    ChunkSender sender =
                            new ChunkSender(new KafkaSettings(kafka, Map.of(), KafkaSettings.TopicNames.DEFAULT))) {
                send(inOrder, "in-order", sender);
                send(twice.stream().filter(r -> !late.contains(r)).toList(), "in-any-order", sender);
                awaitAccounts(reader, up);
                List<Talk> expected = talks(reader, "in-order");
                assertThat(expected).hasSizeGreaterThan(2);
                assertThat(talks(reader, "in-any-order")).isNotEqualTo(expected);

                send(twice.stream().filter(late::contains).toList(), "in-any-order", sender);
                awaitAccounts(reader, up);
                assertThat(talks(reader, "in-order")).isEqualTo(expected);
                assertThat(talks(reader, "in-any-order")).isEqualTo(expected);
            }
        }
    }

    /** Of three recordings, in order of time, each once. */
    private static List<PlannedRecord> records() throws Exception {
        Path recordings = ColloquyProcess.home().resolve("models/recordings");
        Map<ChunkKey, PlannedRecord> records = new HashMap<>();
        for (PlannedRecord record :
                ChunkPlan.of(Recordings.load(recordings).subList(0, 3), 1).all()) {
            if (record.rejection() != null) continue;
            records.put(AudioChunkReader.read(record.value()).key(), record);
        }
        return records.values().stream()
                .sorted(Comparator.comparingLong(PlannedRecord::startedAt))
                .toList();
    }

    /** As if this device had recorded them. */
    private void send(List<PlannedRecord> records, String device, ChunkSender sender) throws Exception {
        for (PlannedRecord record : records) {
            AudioChunk chunk = AudioChunkReader.read(record.value());
            byte[] value = AudioChunkWriter.toCbor(new AudioChunk(
                    chunk.chunkId(),
                    new StreamId(device, "owner"),
                    chunk.source(),
                    chunk.startedAt(),
                    chunk.format(),
                    chunk.audio(),
                    null));
            sender.send(device.getBytes(StandardCharsets.UTF_8), value);
            sent.add(new PlannedRecord(device, value, record.startedAt(), record.millis(), null));
        }
        sender.awaitAcknowledged();
    }

    /** Once nothing is pending, everything is published. */
    private void awaitAccounts(ConversationReader reader, ColloquyProcess up) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        LedgerCheck check;
        while (!(check = LedgerCheck.of(PlannedRecord.accounts(sent), 0, Found.ledger(reader))).ok()) {
            assertThat(System.nanoTime()).as("the ledger: %s", check.failures()).isLessThan(deadline);
            up.runFor(POLL);
        }
    }

    /** A conversation without ids, of which each device has its own. */
    private record Talk(long start, long end, List<Said> said) {}

    private record Said(long start, long end, String speaker, String text, List<Word> words) {}

    private static List<Talk> talks(ConversationReader reader, String device) throws Exception {
        return StoredConversations.read(reader, StreamFilter.ALL.device(device)).stream()
                .map(conversation -> new Talk(
                        conversation.start(),
                        conversation.end(),
                        conversation.utterances().stream()
                                .map(AnyOrderTest::said)
                                .toList()))
                .toList();
    }

    private static Said said(Utterance utterance) {
        return new Said(utterance.start(), utterance.end(), utterance.speaker(), utterance.text(), utterance.words());
    }
}
