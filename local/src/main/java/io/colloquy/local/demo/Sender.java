package io.colloquy.local.demo;

import io.colloquy.connectors.KafkaSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records as a device's uploader would, and knows that Kafka has them. */
final class Sender implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    Sender(KafkaSettings kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka.properties());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 20);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        topic = kafka.topics().audioChunks();
    }

    /**
     * Returns once every record is acknowledged.
     *
     * @throws IOException where one is not
     */
    void send(List<PlannedRecord> records) throws IOException, InterruptedException {
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(records.size());
        for (PlannedRecord record : records) {
            byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
            acknowledgements.add(producer.send(new ProducerRecord<>(topic, key, record.value())));
        }
        try {
            for (Future<RecordMetadata> acknowledgement : acknowledgements) acknowledgement.get();
        } catch (ExecutionException e) {
            throw new IOException("Kafka did not take a chunk: " + e.getCause().getMessage(), e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
