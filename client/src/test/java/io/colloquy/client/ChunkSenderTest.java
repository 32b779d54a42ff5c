package io.colloquy.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.connectors.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ChunkSenderTest {
    private static final KafkaSettings KAFKA =
            new KafkaSettings("kafka:9092", Map.of(), KafkaSettings.TopicNames.DEFAULT);
    private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.UTF_8);

    private final MockProducer<byte[], byte[]> kafka = new MockProducer<>(
            false, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
    private final ChunkSender sender = new ChunkSender(kafka, KAFKA);

    @Test
    void countsWhatIsAcknowledgedAndNotWhatIsSent() throws IOException {
        for (int i = 0; i < 3; i++) sender.send(BYTES, BYTES);
        kafka.completeNext();
        kafka.completeNext();

        assertThat(kafka.history()).hasSize(3).allMatch(record -> record.topic().equals("audio-chunks"));
        assertThat(sender.acknowledged()).isEqualTo(2);
    }

    @Test
    void tellsOfAChunkThatIsNotTakenAndStillCountsTheOthers() throws IOException {
        for (int i = 0; i < 3; i++) sender.send(BYTES, BYTES);
        kafka.completeNext();
        kafka.errorNext(new TimeoutException("30000 ms have passed"));

        assertThatThrownBy(() -> sender.send(BYTES, BYTES))
                .isInstanceOf(IOException.class)
                .hasMessage("Kafka at kafka:9092 did not take a chunk: 30000 ms have passed");
        assertThat(kafka.history()).hasSize(3);
        kafka.completeNext();
        assertThat(sender.acknowledged()).isEqualTo(2);
    }

    @Test
    void tellsOfTheLastChunkThatIsNotTaken() throws IOException {
        sender.send(BYTES, BYTES);
        kafka.errorNext(new TimeoutException("too late"));

        assertThatThrownBy(sender::awaitAcknowledged).isInstanceOf(IOException.class);
    }
}
