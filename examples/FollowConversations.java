import io.colloquy.connectors.kafka.ConversationEventDeserializer;
import io.colloquy.connectors.kafka.ConversationProjection;
import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows conversations without asking the database, and prints each one anew when there is news of it. Ctrl-C ends it.
 *
 * <pre>
 * ./colloquy --version      # builds what is not built yet
 * java -cp "$(cat commands/target/classpath.txt)" examples/FollowConversations.java 127.0.0.1:9092
 * </pre>
 */
public class FollowConversations {
    public static void main(String[] arguments) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", arguments[0], "isolation.level", "read_committed");
        ConversationProjection known = new ConversationProjection();
        try (var consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new ConversationEventDeserializer())) {
            List<TopicPartition> topic = consumer.partitionsFor("conversations").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(topic);
            consumer.seekToBeginning(topic);
            while (true) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    if (known.apply(record.value())) print(known, record.value());
                }
            }
        }
    }

    private static void print(ConversationProjection known, ConversationEvent news) {
        StreamId stream = new StreamId(news.deviceId(), news.ownerId());
        System.out.println(news.event() + " " + news.conversationId() + " of " + news.deviceId());
        known.transcript(stream, news.conversationId())
                .forEach(utterance -> System.out.println("  " + utterance.speaker() + ": " + utterance.text()));
    }
}
