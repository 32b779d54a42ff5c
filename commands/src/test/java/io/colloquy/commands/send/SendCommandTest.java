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
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(json.get("acknowledged").asInt()).isEqualTo(5);
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
                "--data|there-is-no-such-directory|../models/recordings/market.opus",
                "--data|src|--kafka|127.0.0.1:9092|../models/recordings/market.opus",
            })
    void saysWhatIsWrongWithTheCommand(String command) {
        List<String> words = new ArrayList<>(List.of("--set", "kafka.bootstrap=" + kafka.bootstrap()));
        words.addAll(List.of(command.split("\\|")));

        assertThat(send(words.toArray(String[]::new))).isEqualTo(2);
        assertThat(errors.toString()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "d, 2999-01-01T00:00:00Z, bad_field:started_at",
        "d, 1999-12-31T23:59:59Z, bad_field:started_at",
        "d d, 2026-01-31T09:30:00Z, bad_field:device_id",
    })
    void rejectsWhatTheJobWouldRejectAndSendsNothing(String device, String start, String reason) {
        int before = received().size();

        assertThat(send("--kafka", kafka.bootstrap(), "--device", device, "--started-at", start, RECORDING))
                .isEqualTo(2);

        assertThat(errors.toString()).contains("market.opus: ").contains("(" + reason + ")");
        assertThat(received()).hasSize(before);
    }

    @Test
    void rejectsAFileThatIsTooShort() throws Exception {
        Path brief = Files.write(folder.resolve("short.wav"), Arrays.copyOf(wavHeader(), 44 + 638));

        assertThat(send("--kafka", kafka.bootstrap(), "--device", "d", "--started-at", STARTED, brief.toString()))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("short.wav: ").contains("(too_short)");
    }

    private static byte[] wavHeader() {
        ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36);
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        header.putShort((short) 1).putShort((short) 1).putInt(16_000).putInt(32_000);
        header.putShort((short) 2).putShort((short) 16);
        return header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(0).array();
    }

    @Test
    void findsKafkaByTheDataDirectoryOfUp() throws Exception {
        Files.writeString(
                folder.resolve("colloquy.json"),
                "{\"kafka\":\"" + kafka.bootstrap()
                        + "\",\"postgres\":\"jdbc:postgresql://127.0.0.1:1/colloquy\",\"flink\":\"http://127.0.0.1:1\"}");

        assertThat(send("--data", folder.toString(), "--device", "by-data", "--started-at", STARTED, RECORDING))
                .isZero();
    }

    @Test
    void saysThatNothingRunsOnADataDirectory() {
        assertThat(send("--data", folder.toString(), "--device", "d", "--started-at", STARTED, RECORDING))
                .isEqualTo(3);
        assertThat(errors.toString())
                .contains("nothing runs on " + folder + ": start it with './colloquy up --data " + folder + "'");
    }

    @Test
    void tellsHowMuchIsThereWhenKafkaGoesAway() throws Exception {
        try (DataDirectory own = DataDirectory.temporary();
                LocalServers leaving = LocalServers.kafkaAlone(own)) {
            Topics.create(
                    new KafkaSettings(leaving.bootstrap(), Map.of(), KafkaSettings.TopicNames.DEFAULT),
                    Duration.ofDays(30));
            Path report = folder.resolve("report.json");
            int code = new CommandLine(new SendCommand())
                    .setErr(new PrintWriter(new ClosesOnProgress(leaving), true))
                    .execute(
                            "--kafka",
                            leaving.bootstrap(),
                            "--set",
                            "kafka.properties.delivery.timeout.ms=2000",
                            "--set",
                            "kafka.properties.request.timeout.ms=1000",
                            "--set",
                            "kafka.properties.max.block.ms=2000",
                            "--device",
                            "d",
                            "--started-at",
                            STARTED,
                            "--chunk-seconds",
                            "5",
                            "--json",
                            report.toString(),
                            RECORDING);

            JsonNode json = new ObjectMapper().readTree(report.toFile());
            assertThat(code).isEqualTo(3);
            assertThat(json.get("acknowledged").asInt()).isBetween(0, 8);
            assertThat(errors.toString())
                    .contains("market.opus: " + json.get("acknowledged") + " of 9 chunks were acknowledged")
                    .contains("a chunk that is there already counts once");
        }
    }

    /** Ends Kafka when the command first tells how far it has come. */
    private final class ClosesOnProgress extends Writer {
        private final LocalServers kafka;

        ClosesOnProgress(LocalServers kafka) {
            this.kafka = kafka;
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            errors.write(text, from, length);
            if (errors.toString().contains("chunks acknowledged")) kafka.close();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
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
