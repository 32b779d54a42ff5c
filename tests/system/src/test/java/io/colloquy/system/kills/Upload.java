package io.colloquy.system.kills;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.WholeTopic;
import io.colloquy.demo.PlannedRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records to a Kafka that may go away at any moment, and knows which of them it must still hold. */
final class Upload {
    private final List<PlannedRecord> records;
    /** What Kafka has acknowledged or, where a kill swallowed the acknowledgement, has been seen to hold. */
    private final Set<ByteBuffer> held = ConcurrentHashMap.newKeySet();

    /** @param records no two of which are the same */
    Upload(List<PlannedRecord> records) {
        this.records = List.copyOf(records);
    }

    List<PlannedRecord> records() {
        return records;
    }

    /** Goes on with what Kafka lacks; it must lack nothing that it once held. */
    Session resume(KafkaSettings kafka) {
        Set<ByteBuffer> there = WholeTopic.read(kafka, kafka.topics().audioChunks()).stream()
                .map(ConsumerRecord::value)
                .map(ByteBuffer::wrap)
                .collect(Collectors.toSet());
        assertThat(there).as("records that Kafka holds").containsAll(held);
        held.addAll(there);
        return new Session(
                kafka,
                records.stream()
                        .filter(record -> !there.contains(ByteBuffer.wrap(record.value())))
                        .toList());
    }

    /** One connection to Kafka. */
    final class Session implements AutoCloseable {
        private final KafkaProducer<byte[], byte[]> producer;
        private final String topic;
        private final Deque<PlannedRecord> lacking;

        private Session(KafkaSettings kafka, List<PlannedRecord> lacking) {
            Map<String, Object> properties = Map.of(
                    "bootstrap.servers",
                    kafka.bootstrap(),
                    "acks",
                    "all",
                    "max.request.size",
                    Integer.toString(1 << 20));
            this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
            this.topic = kafka.topics().audioChunks();
            this.lacking = new ArrayDeque<>(lacking);
        }

        int left() {
            return lacking.size();
        }

        void sendNext() {
            if (lacking.isEmpty()) return;
            PlannedRecord record = lacking.remove();
            byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topic, key, record.value()), (metadata, error) -> {
                if (error == null) held.add(ByteBuffer.wrap(record.value()));
            });
        }

        /** Returns once Kafka has acknowledged everything. */
        void sendRest() {
            while (left() > 0) sendNext();
            producer.flush();
            assertThat(held.size()).as("records that Kafka holds").isEqualTo(records.size());
        }

        /** At once: Kafka may be gone. */
        @Override
        public void close() {
            producer.close(Duration.ZERO);
        }
    }
}
