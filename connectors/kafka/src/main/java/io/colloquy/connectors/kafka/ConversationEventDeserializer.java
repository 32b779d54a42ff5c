package io.colloquy.connectors.kafka;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.colloquy.schemas.ConversationEvent;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what {@link ConversationEventSerializer} writes. It ignores fields that it does not know: newer ones. */
public final class ConversationEventDeserializer implements Deserializer<ConversationEvent> {
    private static final ObjectReader JSON = new ObjectMapper()
            .readerFor(ConversationEvent.class)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** @throws SerializationException where the value is no event; its message does not quote what was said */
    @Override
    public ConversationEvent deserialize(String topic, byte[] value) {
        if (value == null) return null;
        try {
            return JSON.readValue(value);
        } catch (IOException e) {
            throw new SerializationException("a record of " + topic + " is no conversation event", e);
        }
    }
}
