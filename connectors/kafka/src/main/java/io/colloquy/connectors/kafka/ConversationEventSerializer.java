package io.colloquy.connectors.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.colloquy.schemas.ConversationEvent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Writes the JSON that {@code conversation-event.schema.json} describes. */
public final class ConversationEventSerializer implements Serializer<ConversationEvent> {
    private static final ObjectWriter JSON =
            new ObjectMapper().writerFor(ConversationEvent.class).with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @Override
    public byte[] serialize(String topic, ConversationEvent event) {
        if (event == null) return null;
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new SerializationException("event of conversation " + event.conversationId(), e);
        }
    }

    /**
     * The record of an event. Its key is the device, so the events of a device are in one partition, in their order.
     */
    public ProducerRecord<byte[], byte[]> record(String topic, ConversationEvent event) {
        return new ProducerRecord<>(topic, event.deviceId().getBytes(StandardCharsets.UTF_8), serialize(topic, event));
    }
}
