package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadLetterWatchTest {
    private static final Duration MOMENT = Duration.ofMillis(100);

    private static DataDirectory data;
    private static EmbeddedKafka broker;

    @BeforeAll
    static void startKafka() throws Exception {
        data = DataDirectory.temporary();
        broker = EmbeddedKafka.start(data, Port.any().claim());
        Topics.create(kafka(KafkaSettings.TopicNames.DEFAULT), Duration.ofDays(30));
    }

    @AfterAll
    static void stopKafka() {
        broker.close();
        data.close();
    }

    @Test
    void tellsOfLettersFromNowOn() throws Exception {
        write("bad_cbor", "earlier");
        try (DeadLetterWatch watch = DeadLetterWatch.open(kafka(KafkaSettings.TopicNames.DEFAULT))) {
            assertThat(watch.watch(MOMENT)).isEmpty();

            write("bad_json", "the value is no JSON");

            Optional<String> line = Optional.empty();
            while (line.isEmpty()) line = watch.watch(MOMENT);
            assertThat(line)
                    .contains("1 record was rejected: bad_json: the value is no JSON; see the topic"
                            + " audio-chunks.dead-letters at " + broker.bootstrap());
            assertThat(watch.rest()).isEmpty();
        }
    }

    @Test
    void isQuietWhereThereIsNoTopic() throws Exception {
        try (DeadLetterWatch watch = DeadLetterWatch.open(kafka(new KafkaSettings.TopicNames("a", "no-such", "c")))) {
            assertThat(watch.watch(MOMENT)).isEmpty();
        }
    }

    @Test
    void isInterruptedAsAnyWait() {
        try (DeadLetterWatch watch = DeadLetterWatch.open(kafka(KafkaSettings.TopicNames.DEFAULT))) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> watch.watch(MOMENT)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    private static KafkaSettings kafka(KafkaSettings.TopicNames topics) {
        return new KafkaSettings(broker.bootstrap(), Map.of(), topics);
    }

    private static void write(String reason, String detail) throws Exception {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap());
        List<Header> headers = List.of(header("reason", reason), header("detail", detail));
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes)) {
            String topic = KafkaSettings.TopicNames.DEFAULT.deadLetters();
            producer.send(new ProducerRecord<>(topic, null, new byte[0], new byte[0], headers))
                    .get();
        }
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
