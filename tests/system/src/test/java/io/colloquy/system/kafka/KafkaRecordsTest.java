package io.colloquy.system.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.connectors.kafka.KafkaRecords;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RecordGoneException;
import io.colloquy.schemas.UnreachableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records of a real broker, by where they lie. */
@Timeout(120)
class KafkaRecordsTest {
    private static final int PARTITIONS = 3;
    private static SecureKafka kafka;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws Exception {
        kafka = SecureKafka.start(folder);
    }

    @AfterAll
    static void stop() {
        if (kafka != null) kafka.close();
    }

    private static KafkaSettings settings() {
        return new KafkaSettings(
                kafka.bootstrap(), kafka.properties(SecureKafka.PASSWORD), KafkaSettings.TopicNames.DEFAULT);
    }

    private static Properties client() {
        Properties properties = new Properties();
        properties.putAll(settings().properties());
        properties.setProperty("bootstrap.servers", kafka.bootstrap());
        return properties;
    }

    /** Fills a new topic with records of up to 200 KB; their values begin with their number. */
    private static List<RawRecord> fill(String topic, int count) throws Exception {
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
        }
        Random random = new Random(1);
        List<RawRecord> sent = new ArrayList<>();
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client(), bytes, bytes)) {
            for (int i = 0; i < count; i++) {
                byte[] value = (i + " ".repeat(random.nextInt(200_000))).getBytes(UTF_8);
                byte[] key = i % 7 == 0 ? null : ("key-" + i).getBytes(UTF_8);
                RecordMetadata at = producer.send(new ProducerRecord<>(topic, i % PARTITIONS, key, value))
                        .get();
                sent.add(new RawRecord(key, value, new Origin(topic, at.partition(), at.offset()), at.timestamp()));
            }
        }
        return sent;
    }

    private static void assertSame(RawRecord found, RawRecord sent) {
        assertThat(found.origin()).isEqualTo(sent.origin());
        assertThat(found.key()).isEqualTo(sent.key());
        assertThat(found.value()).isEqualTo(sent.value());
        assertThat(found.timestamp()).isEqualTo(sent.timestamp());
    }

    private static RawRecord get(CompletableFuture<RawRecord> answer) throws Exception {
        return answer.get(60, TimeUnit.SECONDS);
    }

    private static void assertGone(CompletableFuture<RawRecord> answer) {
        assertThatThrownBy(() -> get(answer))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RecordGoneException.class);
    }

    @Test
    void givesRecordsAsTheyLieInWhateverOrderTheyAreAskedFor() throws Exception {
        List<RawRecord> asked = new ArrayList<>(fill("any-order", 150));
        asked.addAll(asked.subList(0, 20));
        Collections.shuffle(asked, new Random(2));
        try (KafkaRecords records = new KafkaRecords(settings())) {
            List<CompletableFuture<RawRecord>> answers =
                    asked.stream().map(record -> records.fetch(record.origin())).toList();
            for (int i = 0; i < asked.size(); i++) assertSame(get(answers.get(i)), asked.get(i));
        }
    }

    @Test
    void saysOfEachRecordWhetherItIsGone() throws Exception {
        List<RawRecord> sent = fill("retention", 30);
        TopicPartition first = new TopicPartition("retention", 0);
        try (Admin admin = Admin.create(client());
                KafkaRecords records = new KafkaRecords(settings())) {
            admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(5)))
                    .all()
                    .get();
            List<CompletableFuture<RawRecord>> answers =
                    sent.stream().map(record -> records.fetch(record.origin())).toList();
            CompletableFuture<RawRecord> next = records.fetch(new Origin("retention", 1, 10));
            CompletableFuture<RawRecord> later = records.fetch(new Origin("retention", 2, 1_000_000));
            for (int i = 0; i < sent.size(); i++) {
                Origin origin = sent.get(i).origin();
                if (origin.partition() == 0 && origin.offset() < 5) assertGone(answers.get(i));
                else assertSame(get(answers.get(i)), sent.get(i));
            }
            assertGone(next);
            assertGone(later);
            assertSame(get(records.fetch(sent.get(29).origin())), sent.get(29));
        }
    }

    @Test
    void recordsOfATopicThatIsNoMoreAreGone() throws Exception {
        try (KafkaRecords records = new KafkaRecords(settings(), Duration.ofSeconds(2))) {
            assertGone(records.fetch(new Origin("no-such-topic", 0, 3)));
        }
    }

    @Test
    void waitsForABrokerThatIsAway() throws Exception {
        List<RawRecord> sent = fill("away", 4);
        try (KafkaRecords records = new KafkaRecords(settings())) {
            assertSame(get(records.fetch(sent.get(0).origin())), sent.get(0));
            kafka.close();
            // of another partition: of the one just read, the next record may be at hand already
            CompletableFuture<RawRecord> answer = records.fetch(sent.get(1).origin());
            boolean early = answer.isDone();
            kafka = kafka.startAgain();
            assertThat(early).isFalse();
            assertSame(get(answer), sent.get(1));
        }
    }

    @Test
    void saysWhatToCheckWhereNobodyAnswers() {
        Map<String, String> nobody = new HashMap<>(Map.of("sasl.jaas.config", "hunter2"));
        KafkaSettings settings = new KafkaSettings("127.0.0.1:1", nobody, KafkaSettings.TopicNames.DEFAULT);
        try (KafkaRecords records = new KafkaRecords(settings, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> get(records.fetch(new Origin("audio-chunks", 0, 3))))
                    .cause()
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContainingAll("audio-chunks-0-3", "127.0.0.1:1", "Check")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void leavesNoQuestionOpenWhenItCloses() {
        KafkaSettings settings = new KafkaSettings("127.0.0.1:1", Map.of(), KafkaSettings.TopicNames.DEFAULT);
        KafkaRecords records = new KafkaRecords(settings);
        List<CompletableFuture<RawRecord>> answers = new ArrayList<>();
        for (long offset = 0; offset < 100; offset++) answers.add(records.fetch(new Origin("audio-chunks", 0, offset)));

        records.close();

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompletedExceptionally());
        assertThatThrownBy(() -> records.fetch(new Origin("audio-chunks", 0, 0)))
                .isInstanceOf(IllegalStateException.class);
    }
}
