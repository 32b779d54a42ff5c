package io.colloquy.local;

import io.colloquy.connectors.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the dead letters that are written from now on, and tells of them. Not for use by several threads. */
public final class DeadLetterWatch implements AutoCloseable {
    /** Letters hold the rejected records whole, and only their headers matter here. */
    private static final int FETCH_BYTES = 8 << 20;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final boolean readable;
    private final DeadLetterTally tally;

    private DeadLetterWatch(KafkaConsumer<byte[], byte[]> consumer, boolean readable, DeadLetterTally tally) {
        this.consumer = consumer;
        this.readable = readable;
        this.tally = tally;
    }

    /** Begins at the present end of the topic; where there is no such topic it never tells of anything. */
    static DeadLetterWatch open(KafkaSettings kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka.properties());
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes);
        try {
            String topic = kafka.topics().deadLetters();
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.endOffsets(partitions).forEach(consumer::seek);
            DeadLetterTally tally = new DeadLetterTally("the topic " + topic + " at " + kafka.bootstrap());
            return new DeadLetterWatch(consumer, !partitions.isEmpty(), tally);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Reads for that long, whatever comes; then says what is to be told, if anything is due. */
    public Optional<String> watch(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        if (!readable) Thread.sleep(time.toMillis());
        for (long left = time.toNanos(); readable && left > 0; left = end - System.nanoTime()) {
            read(Duration.ofNanos(left));
        }
        return tally.due(System.nanoTime());
    }

    /** What was read and not told. */
    public Optional<String> rest() {
        return tally.rest();
    }

    private void read(Duration atMost) throws InterruptedException {
        try {
            consumer.poll(atMost).forEach(letter -> tally.add(header(letter, "reason"), header(letter, "detail")));
        } catch (InterruptException e) {
            Thread.interrupted(); // which that exception has set
            throw new InterruptedException();
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null || header.value() == null
                ? "no " + name + " given"
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
