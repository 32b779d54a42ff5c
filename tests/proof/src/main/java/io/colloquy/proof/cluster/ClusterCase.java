package io.colloquy.proof.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.WholeTopic;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.DayFilter;
import io.colloquy.connectors.postgres.StreamFilter;
import io.colloquy.local.LocalSystem;
import io.colloquy.proof.recordings.RandomDevice;
import io.colloquy.proof.simulation.Expected;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.RawRecord;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Some devices that upload to a running system, which fails in the middle. */
public final class ClusterCase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 150;

    private final LocalSystem system;
    private final ConversationReader reader;
    private final Map<RandomDevice, Expected> devices;
    private final List<RawRecord> records;

    private ClusterCase(LocalSystem system, Map<RandomDevice, Expected> devices, List<RawRecord> records) {
        this.system = system;
        this.reader = new ConversationReader(system.settings().postgres());
        this.devices = devices;
        this.records = records;
    }

    /** @param name that no other case has: its devices' names begin so */
    public static ClusterCase invent(String name, Random random, int size, LocalSystem system) {
        Map<RandomDevice, Expected> devices = new LinkedHashMap<>();
        List<RawRecord> records = new ArrayList<>();
        for (int i = 0; i <= size / 2; i++) {
            RandomDevice device = RandomDevice.invent(name + "-" + i, 0, random, size);
            devices.put(device, Expected.of(device.stream(), device.uploads()));
            records.addAll(device.records());
        }
        Collections.shuffle(records, random);
        return new ClusterCase(system, devices, records);
    }

    public void run(KafkaProducer<byte[], byte[]> producer) throws Exception {
        int half = (records.size() + 1) / 2;
        send(producer, records.subList(0, half));
        await(this::assertBegun);
        FailsOnDemand.demand();
        send(producer, records.subList(half, records.size()));
        await(this::assertComplete);
    }

    private void send(KafkaProducer<byte[], byte[]> producer, List<RawRecord> some) {
        String topic = kafka().topics().audioChunks();
        for (RawRecord record : some) producer.send(new ProducerRecord<>(topic, record.key(), record.value()));
        producer.flush();
    }

    private interface Check {
        void run() throws SQLException;
    }

    private void await(Check check) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > deadline) throw notYet;
            }
            system.job().stateOfRunning();
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void assertBegun() throws SQLException {
        Map<String, List<DayRow>> days = days();
        assertThat(devices.keySet())
                .as("devices of which anything is accounted")
                .anyMatch(device -> days.containsKey(device.stream().deviceId()));
    }

    private void assertComplete() throws SQLException {
        Map<String, List<DayRow>> days = days();
        for (Map.Entry<RandomDevice, Expected> entry : devices.entrySet()) {
            RandomDevice device = entry.getKey();
            String id = device.stream().deviceId();
            List<DayRow> accounts = days.getOrDefault(id, List.of());
            assertThat(accounts.stream().mapToInt(DayRow::rejectedChunks).sum())
                    .as("rejected of %s", id)
                    .isEqualTo(device.spoiled().size());
            entry.getValue().assertStored(StoredConversations.read(reader, StreamFilter.ALL.device(id)), accounts);
        }
        Map<String, List<String>> letters = letters();
        for (RandomDevice device : devices.keySet()) {
            String id = device.stream().deviceId();
            assertThat(letters.getOrDefault(id, List.of()))
                    .as("letters of %s", id)
                    .containsExactlyInAnyOrderElementsOf(device.spoiled());
        }
    }

    private Map<String, List<DayRow>> days() throws SQLException {
        Map<String, List<DayRow>> days = new TreeMap<>();
        reader.days(DayFilter.ALL, row -> days.computeIfAbsent(row.deviceId(), id -> new ArrayList<>())
                .add(row.account()));
        return days;
    }

    /** Reasons by device; a letter that was written again after a failure counts once. */
    private Map<String, List<String>> letters() {
        Map<String, ConsumerRecord<byte[], byte[]>> byOrigin = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> letter :
                WholeTopic.read(kafka(), kafka().topics().deadLetters())) {
            byOrigin.put(header(letter, "origin"), letter);
        }
        Map<String, List<String>> letters = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : byOrigin.values()) {
            letters.computeIfAbsent(new String(letter.key(), StandardCharsets.UTF_8), key -> new ArrayList<>())
                    .add(header(letter, "reason"));
        }
        return letters;
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private KafkaSettings kafka() {
        return system.settings().kafka();
    }

    @Override
    public void close() throws SQLException {
        reader.close();
    }
}
