package io.colloquy.commands.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.audio.OggOpus;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.Topics;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalServers;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunkReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(120)
class SendCommandTest {
    private static final String RECORDING = "../models/recordings/market.opus";
    private static final String STARTED = "2026-01-31T09:30:00+01:00";

    private static DataDirectory data;
    private static LocalServers broker;
    private static KafkaSettings kafka;

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void startKafka() throws Exception {
        data = DataDirectory.temporary();
        broker = LocalServers.kafkaAlone(data);
        kafka = new KafkaSettings(broker.bootstrap(), Map.of(), KafkaSettings.TopicNames.DEFAULT);
        Topics.create(kafka, Duration.ofDays(30));
    }

    @AfterAll
    static void stopKafka() throws IOException {
        broker.close();
        data.close();
    }

    @Test
    void sendsAFileTwiceAsTheSameChunks() throws Exception {
        Path report = folder.resolve("report.json");
        String[] command = {
            "--kafka",
            kafka.bootstrap(),
            "--device",
            "omi1",
            "--started-at",
            STARTED,
            "--chunk-seconds",
            "10",
            "--json",
            report.toString(),
            RECORDING
        };

        assertThat(send(command)).isZero();
        List<ConsumerRecord<byte[], byte[]>> first = received();
        assertThat(send(command)).isZero();
        List<ConsumerRecord<byte[], byte[]>> both = received();

        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.get("chunks").asInt()).isEqualTo(first.size()).isEqualTo(5);
        assertThat(json.get("seconds").asDouble()).isCloseTo(recordedSeconds(), within(0.1));
        assertThat(both).hasSize(2 * first.size());
        for (int i = 0; i < first.size(); i++) {
            assertThat(new String(first.get(i).key(), StandardCharsets.UTF_8)).isEqualTo("omi1");
            AudioChunk chunk = AudioChunkReader.read(first.get(i).value());
            assertThat(AudioChunkReader.read(both.get(first.size() + i).value()).key())
                    .isEqualTo(chunk.key());
        }
        assertThat(errors.toString()).contains("market.opus: 5 chunks, all acknowledged");
    }

    private static double recordedSeconds() throws Exception {
        OggOpus recording = OggOpus.read(Files.readAllBytes(Path.of(RECORDING)));
        return recording.samples().orElseThrow() / 48_000.0;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../models/recordings/market.opus",
                "--device|d|../models/recordings/market.opus",
                "--device|d|--started-at|today|../models/recordings/market.opus",
                "--device|d d|--started-at|2026-01-31T09:30:00Z|../models/recordings/market.opus",
                "--device|d|--started-at|2026-01-31T09:30:00Z|../models/README.md",
                "--device|d|--started-at|2026-01-31T09:30:00Z|there-is-no-such-file.wav",
                "--chunk-seconds|0|../models/recordings/market.opus",
                "--chunk-seconds|601|../models/recordings/market.opus",
                "--kafka|nowhere|../models/recordings/market.opus",
                "--kafka|127.0.0.1:99999|../models/recordings/market.opus",
            })
    void saysWhatIsWrongWithTheCommand(String command) {
        List<String> words = new ArrayList<>(List.of("--set", "kafka.bootstrap=" + kafka.bootstrap()));
        words.addAll(List.of(command.split("\\|")));

        assertThat(send(words.toArray(String[]::new))).isEqualTo(2);
        assertThat(errors.toString()).isNotBlank();
    }

    @Test
    void saysThatKafkaDoesNotAnswer() throws IOException {
        int code = send(
                "--kafka",
                "127.0.0.1:" + freePort(),
                "--set",
                "kafka.properties.max.block.ms=500",
                "--device",
                "d",
                "--started-at",
                STARTED,
                RECORDING);

        assertThat(code).isEqualTo(3);
        assertThat(errors.toString()).contains("does not answer").contains("colloquy up");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private int send(String... command) {
        return new CommandLine(new SendCommand())
                .setErr(new PrintWriter(errors))
                .setOut(new PrintWriter(errors))
                .execute(command);
    }

    /** Of the device {@code omi1}, whose records are all in one partition. */
    private static List<ConsumerRecord<byte[], byte[]>> received() {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        String topic = kafka.topics().audioChunks();
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            List<TopicPartition> partitions = IntStream.range(
                            0, consumer.partitionsFor(topic).size())
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }
}
