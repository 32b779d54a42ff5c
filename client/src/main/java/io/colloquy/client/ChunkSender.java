package io.colloquy.client;

import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.schemas.UnreachableException;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records to the topic of audio chunks, and knows that Kafka has them: each waits for all replicas. */
public final class ChunkSender implements AutoCloseable {
    /** What the person's own properties may change: how soon a server that does not answer is given up. */
    private static final Map<String, Object> PATIENCE = Map.of(
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final String place;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public ChunkSender(KafkaSettings kafka) {
        this(producer(kafka), kafka);
    }

    /** @param producer is closed with this */
    ChunkSender(Producer<byte[], byte[]> producer, KafkaSettings kafka) {
        this.producer = producer;
        topic = kafka.topics().audioChunks();
        place = place(kafka);
    }

    private static Producer<byte[], byte[]> producer(KafkaSettings kafka) {
        Properties properties = new Properties();
        properties.putAll(PATIENCE);
        properties.putAll(kafka.properties());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 20);
        try {
            return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw new UnreachableException(place(kafka) + " can't be used: " + rootMessage(e), e);
        }
    }

    private static String place(KafkaSettings kafka) {
        return "Kafka at " + kafka.bootstrap();
    }

    /** @throws UnreachableException where Kafka does not answer, or has no such topic */
    public void requireTopic() {
        try {
            producer.partitionsFor(topic);
        } catch (KafkaException e) {
            String hint = ": is it running, and has the topic " + topic + "?";
            throw new UnreachableException(place + " does not answer (" + rootMessage(e) + ")" + hint, e);
        }
    }

    /**
     * Hands a record over; waits while too many are under way.
     *
     * @throws IOException where an earlier one was not taken
     */
    public void send(byte[] key, byte[] value) throws IOException {
        requireTaken();
        try {
            producer.send(new ProducerRecord<>(topic, key, value), this::acknowledge);
        } catch (KafkaException e) {
            throw new IOException(place + " does not take a chunk: " + e.getMessage(), e);
        }
    }

    /**
     * Returns once every record is acknowledged.
     *
     * @throws IOException where one is not
     */
    public void awaitAcknowledged() throws IOException {
        producer.flush();
        requireTaken();
    }

    /** So many records Kafka has; of those under way that is told only once this is closed. */
    public int acknowledged() {
        return acknowledged.get();
    }

    private void acknowledge(RecordMetadata metadata, Exception error) {
        if (error == null) acknowledged.incrementAndGet();
        else failure.compareAndSet(null, error);
    }

    private void requireTaken() throws IOException {
        Exception error = failure.get();
        if (error != null) throw new IOException(place + " did not take a chunk: " + error.getMessage(), error);
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) root = root.getCause();
        return root.getMessage();
    }

    /** Waits until each record is acknowledged or given up. */
    @Override
    public void close() {
        producer.close();
    }
}
