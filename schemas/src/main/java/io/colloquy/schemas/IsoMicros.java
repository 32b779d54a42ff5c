package io.colloquy.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** A time in JSON: ISO-8601 in UTC with six decimals, so that it sorts as text too. */
final class IsoMicros {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private IsoMicros() {}

    /** Writes µs since the epoch. */
    static final class Serializer extends JsonSerializer<Long> {
        @Override
        public void serialize(Long micros, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(FORMAT.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
        }
    }

    /** Reads µs since the epoch. */
    static final class Deserializer extends JsonDeserializer<Long> {
        @Override
        public Long deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(json.getText()));
        }
    }
}
