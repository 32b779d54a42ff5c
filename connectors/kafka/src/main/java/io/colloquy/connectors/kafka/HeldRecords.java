package io.colloquy.connectors.kafka;

import io.colloquy.schemas.UnreachableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What Kafka holds of a partition.
 *
 * @param first the offset of the oldest record
 * @param end the offset that the next record gets
 */
public record HeldRecords(long first, long end) {

    /**
     * Of the topic of chunks, by partition; empty where there is no such topic.
     *
     * @throws UnreachableException where Kafka can't be reached or refuses
     */
    public static SortedMap<Integer, HeldRecords> ofChunks(KafkaSettings settings) throws InterruptedException {
        String topic = settings.topics().audioChunks();
        try (Admin admin = Admin.create(Topics.properties(settings))) {
            if (!admin.listTopics().names().get().contains(topic)) return new TreeMap<>();
            int partitions = admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get()
                    .partitions()
                    .size();
            Map<Integer, Long> first = offsets(admin, topic, partitions, OffsetSpec.earliest());
            Map<Integer, Long> end = offsets(admin, topic, partitions, OffsetSpec.latest());
            SortedMap<Integer, HeldRecords> held = new TreeMap<>();
            first.forEach((partition, offset) -> held.put(partition, new HeldRecords(offset, end.get(partition))));
            return held;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) return new TreeMap<>();
            throw Topics.unreachable(Topics.DESCRIBE, settings, e.getCause());
        } catch (KafkaException e) {
            throw Topics.unreachable(Topics.DESCRIBE, settings, e);
        }
    }

    private static Map<Integer, Long> offsets(Admin admin, String topic, int partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int i = 0; i < partitions; i++) asked.put(new TopicPartition(topic, i), which);
        Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> found =
                admin.listOffsets(asked).all().get();
        return found.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().partition(), entry -> entry.getValue()
                        .offset()));
    }
}
