package io.colloquy.demo;

import io.colloquy.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What of a plan is still to be sent to a topic.
 *
 * @param opening what the opening still lacks
 * @param heldBack what is still held back
 * @param sentByThen everything that is in the topic once the opening is complete
 */
record Remaining(List<PlannedRecord> opening, List<PlannedRecord> heldBack, List<PlannedRecord> sentByThen) {

    /** A record by its content: an array would compare by identity. */
    private record Content(String key, int length, int hash) {
        static Content of(byte[] key, byte[] value) {
            return new Content(new String(key, StandardCharsets.UTF_8), value.length, Arrays.hashCode(value));
        }
    }

    /** @throws SettingsException where the topic holds what the plan does not */
    static Remaining of(ChunkPlan plan, List<ConsumerRecord<byte[], byte[]>> topic) {
        Map<Content, Integer> there = new HashMap<>();
        topic.forEach(record -> there.merge(Content.of(record.key(), record.value()), 1, Integer::sum));
        List<PlannedRecord> opening = lacking(plan.opening(), there);
        List<PlannedRecord> heldBack = lacking(plan.heldBack(), there);
        if (!there.isEmpty()) {
            throw new SettingsException(
                    "--data",
                    "Kafka holds chunks there that this demo does not send; choose an empty directory, or give the"
                            + " --seed of the demo that used it");
        }
        List<PlannedRecord> sentByThen = new ArrayList<>(plan.all());
        sentByThen.removeAll(heldBack);
        return new Remaining(opening, heldBack, sentByThen);
    }

    /** Takes what is there off {@code there}. */
    private static List<PlannedRecord> lacking(List<PlannedRecord> planned, Map<Content, Integer> there) {
        List<PlannedRecord> lacking = new ArrayList<>();
        for (PlannedRecord record : planned) {
            Content content = Content.of(record.key().getBytes(StandardCharsets.UTF_8), record.value());
            if (there.containsKey(content)) {
                there.computeIfPresent(content, (c, count) -> count == 1 ? null : count - 1);
            } else {
                lacking.add(record);
            }
        }
        return lacking;
    }
}
