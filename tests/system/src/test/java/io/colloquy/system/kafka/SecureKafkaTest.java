package io.colloquy.system.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.colloquy.connectors.flink.AudioChunkSource;
import io.colloquy.connectors.flink.DeadLetterSink;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.Topics;
import io.colloquy.jobs.JobSettings;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.UnreachableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SASL and TLS by nothing but {@code kafka.properties}. */
@Timeout(120)
class SecureKafkaTest {
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

    @Test
    void chunksAreReadAndLettersWritten() throws Exception {
        KafkaSettings settings = settings(kafka.properties(SecureKafka.PASSWORD));
        Topics.create(settings, Duration.ofDays(30));
        send(settings, "key", "chunk");

        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
        environment
                .fromSource(AudioChunkSource.source(settings), WatermarkStrategy.noWatermarks(), "read")
                .map(record -> new DeadLetter(record, "bad_json", "no", "decode", 0))
                .sinkTo(DeadLetterSink.sink(settings));
        JobClient job = environment.executeAsync();
        try {
            ConsumerRecord<byte[], byte[]> letter = firstLetter(settings);
            assertThat(new String(letter.key(), UTF_8)).isEqualTo("key");
            assertThat(new String(letter.value(), UTF_8)).isEqualTo("chunk");
        } finally {
            job.cancel().get();
        }
    }

    @Test
    void wrongPasswordIsSaidWithoutShowingIt() {
        UnreachableException thrown = refused(kafka.properties("wrong-secret"));

        assertThat(thrown).hasMessageContainingAll("Authentication failed", "kafka.properties", kafka.bootstrap());
        assertThat(trace(thrown)).doesNotContain("wrong-secret");
    }

    @Test
    void unknownCertificateIsSaid() {
        Map<String, String> properties = new HashMap<>(kafka.properties(SecureKafka.PASSWORD));
        properties.remove("ssl.truststore.type");
        properties.remove("ssl.truststore.location");

        UnreachableException thrown = refused(properties);

        assertThat(thrown).hasMessageContainingAll("SSL handshake failed", "kafka.properties");
        assertThat(trace(thrown)).doesNotContain(SecureKafka.PASSWORD);
    }

    @Test
    void brokenLoginIsSaidWithoutShowingIt() {
        Map<String, String> properties = new HashMap<>(kafka.properties("wrong-secret"));
        properties.computeIfPresent("sasl.jaas.config", (key, value) -> value.replace(";", ""));

        UnreachableException thrown = refused(properties);

        assertThat(thrown).hasMessageContainingAll("JAAS", "kafka.properties");
        assertThat(trace(thrown)).doesNotContain("wrong-secret");
    }

    private static UnreachableException refused(Map<String, String> properties) {
        Map<String, String> impatient = new HashMap<>(properties);
        impatient.put("request.timeout.ms", "5000");
        impatient.put("default.api.timeout.ms", "10000");
        return catchThrowableOfType(
                UnreachableException.class, () -> Topics.create(settings(impatient), Duration.ofDays(30)));
    }

    /** As a file or the command line would say them. */
    private static KafkaSettings settings(Map<String, String> properties) {
        Map<String, String> values = new HashMap<>(Map.of("kafka.bootstrap", kafka.bootstrap()));
        properties.forEach((key, value) -> values.put("kafka.properties." + key, value));
        return JobSettings.of(values, name -> null).kafka();
    }

    private static void send(KafkaSettings settings, String key, String value) throws Exception {
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client(settings), bytes, bytes)) {
            producer.send(new ProducerRecord<>(
                            settings.topics().audioChunks(), key.getBytes(UTF_8), value.getBytes(UTF_8)))
                    .get();
        }
    }

    private static ConsumerRecord<byte[], byte[]> firstLetter(KafkaSettings settings) {
        Properties properties = client(settings);
        properties.setProperty("group.id", "test");
        properties.setProperty("auto.offset.reset", "earliest");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            consumer.subscribe(List.of(settings.topics().deadLetters()));
            ConsumerRecords<byte[], byte[]> records;
            do {
                records = consumer.poll(Duration.ofMillis(200));
            } while (records.isEmpty());
            return records.iterator().next();
        }
    }

    private static Properties client(KafkaSettings settings) {
        Properties properties = new Properties();
        properties.putAll(settings.properties());
        properties.setProperty("bootstrap.servers", settings.bootstrap());
        return properties;
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }
}
