package io.colloquy.jobs;

import io.colloquy.connectors.kafka.KafkaRecords;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.operators.core.RecordProvider;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import java.util.concurrent.CompletableFuture;

/** Records from Kafka, where they still lie. */
public record StoredRecords(KafkaSettings kafka) implements RecordProvider {

    @Override
    public Records open() {
        KafkaRecords records = new KafkaRecords(kafka);
        return new Records() {
            @Override
            public CompletableFuture<RawRecord> fetch(Origin origin) {
                return records.fetch(origin);
            }

            @Override
            public void close() {
                records.close();
            }
        };
    }
}
