package io.colloquy.connectors.kafka;

import io.colloquy.connectors.kafka.KafkaRecords.Request;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RecordGoneException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Answers a batch of questions. It reads each partition from the first record that is asked for on to the last.
 */
final class BatchRead {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
    /** Two records that are asked for, and are this near, are read in one go, with what lies between them. */
    private static final long NEAR = 8;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Duration patience;
    /** How long a question about the partition itself may take. */
    private final Duration look;
    /** What has no answer yet, by partition and offset. */
    private final Map<TopicPartition, NavigableMap<Long, List<Request>>> open = new HashMap<>();

    private long deadline;

    BatchRead(KafkaConsumer<byte[], byte[]> consumer, Duration patience, List<Request> requests) {
        this.consumer = consumer;
        this.patience = patience;
        this.look = patience.compareTo(LONGEST_LOOK) < 0 ? patience : LONGEST_LOOK;
        for (Request request : requests) {
            Origin origin = request.origin();
            open.computeIfAbsent(new TopicPartition(origin.topic(), origin.partition()), key -> new TreeMap<>())
                    .computeIfAbsent(origin.offset(), key -> new ArrayList<>())
                    .add(request);
        }
    }

    /** @throws KafkaException where brokers were away for too long, or refuse */
    void run() {
        assign();
        advanceDeadline();
        while (!open.isEmpty()) {
            int before = remaining();
            step();
            if (remaining() < before) advanceDeadline();
            else if (System.nanoTime() - deadline > 0) giveUp();
        }
        consumer.assign(List.of()); // or it would go on reading ahead
    }

    private int remaining() {
        return open.values().stream().mapToInt(Map::size).sum();
    }

    private void advanceDeadline() {
        deadline = System.nanoTime() + patience.toNanos();
    }

    private void assign() {
        consumer.assign(open.keySet());
        open.forEach((partition, wanted) -> consumer.seek(partition, wanted.firstKey()));
    }

    /** Polls once. If nothing comes, the records may be gone, or a broker is away. */
    private void step() {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (TopicPartition partition : records.partitions()) take(partition, records.records(partition));
            Set<TopicPartition> silent = new HashSet<>(open.keySet());
            silent.removeAll(records.partitions());
            if (records.isEmpty()) settleOutside(silent);
        } catch (OffsetOutOfRangeException e) {
            settleOutside(e.partitions());
        } catch (RetriableException e) {
            // the broker is away, or does not lead the partition any more
        }
    }

    private void take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        NavigableMap<Long, List<Request>> wanted = open.get(partition);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            List<Request> requests = wanted.remove(record.offset());
            if (requests != null) requests.forEach(request -> request.answer().complete(RawRecords.of(record)));
        }
        long position = consumer.position(partition, look);
        settle(partition, wanted.headMap(position));
        if (wanted.isEmpty()) close(partition);
        else if (wanted.firstKey() - position > NEAR) consumer.seek(partition, wanted.firstKey());
    }

    /** Answers for records before the beginning or after the end of their partition: they are gone. */
    private void settleOutside(Set<TopicPartition> partitions) {
        try {
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, look);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, look);
            for (TopicPartition partition : partitions) {
                NavigableMap<Long, List<Request>> wanted = open.get(partition);
                settle(partition, wanted.headMap(beginnings.get(partition)));
                settle(partition, wanted.tailMap(ends.get(partition)));
                if (wanted.isEmpty()) close(partition);
                else if (consumer.position(partition, look) != wanted.firstKey()) {
                    consumer.seek(partition, wanted.firstKey());
                }
            }
        } catch (RetriableException e) {
            // asked again until the deadline
        }
    }

    /** Answers that these are gone. */
    private static void settle(TopicPartition partition, Map<Long, List<Request>> gone) {
        gone.forEach((offset, requests) -> {
            Origin origin = new Origin(partition.topic(), partition.partition(), offset);
            requests.forEach(request -> request.answer().completeExceptionally(new RecordGoneException(origin)));
        });
        gone.clear();
    }

    private void close(TopicPartition partition) {
        open.remove(partition);
        consumer.assign(open.keySet());
    }

    /**
     * Kafka answers, but knows of no such partition: then its records are gone. A new broker may say so for a moment.
     */
    private void giveUp() {
        for (TopicPartition partition : Set.copyOf(open.keySet())) {
            boolean known = consumer.partitionsFor(partition.topic(), look).stream()
                    .anyMatch(info -> info.partition() == partition.partition());
            if (known) throw new TimeoutException("no answer for " + patience.toSeconds() + " s.");
            settle(partition, open.get(partition));
            close(partition);
        }
    }
}
