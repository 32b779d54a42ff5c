package io.colloquy.demo;

import io.colloquy.client.ChunkSender;
import io.colloquy.connectors.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends records as a device's uploader would, and knows that Kafka has them. */
final class Sender implements AutoCloseable {
    private final ChunkSender sender;

    Sender(KafkaSettings kafka) {
        sender = new ChunkSender(kafka);
    }

    /**
     * Returns once every record is acknowledged.
     *
     * @throws IOException where one is not
     */
    void send(List<PlannedRecord> records) throws IOException {
        for (PlannedRecord record : records) {
            sender.send(record.key().getBytes(StandardCharsets.UTF_8), record.value());
        }
        sender.awaitAcknowledged();
    }

    @Override
    public void close() {
        sender.close();
    }
}
