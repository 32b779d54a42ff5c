package io.colloquy.connectors.kafka;

import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How to reach Kafka.
 *
 * @param bootstrap {@code host:port[,host:port…]}
 * @param properties handed to every client as they are (SASL, TLS, timeouts)
 * @param topics names of the topics
 */
public record KafkaSettings(String bootstrap, Map<String, String> properties, TopicNames topics)
        implements Serializable {
    private static final Pattern SERVER = Pattern.compile("[^\\s,:]+:(\\d{1,5})");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    public KafkaSettings {
        properties = Map.copyOf(properties);
    }

    /**
     * The settings {@code kafka.*}.
     *
     * @throws SettingsException names the key and says what would do
     */
    public static KafkaSettings of(SettingsReader reader) {
        String bootstrap = reader.text("kafka.bootstrap", "127.0.0.1:9092");
        check(isBootstrap(bootstrap), "kafka.bootstrap", "write host:port[,host:port…]");
        TopicNames topics = new TopicNames(
                topic(reader, "audio-chunks", TopicNames.DEFAULT.audioChunks()),
                topic(reader, "dead-letters", TopicNames.DEFAULT.deadLetters()),
                topic(reader, "conversations", TopicNames.DEFAULT.conversations()));
        check(topics.areDistinct(), "kafka.topics", "the three topics must have different names");
        return new KafkaSettings(bootstrap, reader.below("kafka.properties."), topics);
    }

    /** Whether it is {@code host:port[,host:port…]}. */
    public static boolean isBootstrap(String text) {
        return Stream.of(text.split(",", -1))
                .map(SERVER::matcher)
                .allMatch(server -> server.matches()
                        && Integer.parseInt(server.group(1)) > 0
                        && Integer.parseInt(server.group(1)) <= 65_535);
    }

    private static String topic(SettingsReader reader, String name, String fallback) {
        String key = "kafka.topics." + name;
        String topic = reader.text(key, fallback);
        check(TOPIC.matcher(topic).matches(), key, "a topic's name is 1 to 249 of A-Z a-z 0-9 . _ -");
        return topic;
    }

    private static void check(boolean good, String key, String problem) {
        if (!good) throw new SettingsException(key, problem);
    }

    /**
     * Properties of a producer that compresses, since what is written here repeats itself.
     *
     * @param mostBytes the largest record; {@code max.request.size} in the settings goes before it
     */
    public Properties producer(int mostBytes) {
        Properties producer = new Properties();
        producer.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        producer.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(mostBytes));
        producer.putAll(properties);
        return producer;
    }

    /** Names of the topics. */
    public record TopicNames(String audioChunks, String deadLetters, String conversations) implements Serializable {
        public static final TopicNames DEFAULT =
                new TopicNames("audio-chunks", "audio-chunks.dead-letters", "conversations");

        private boolean areDistinct() {
            return Stream.of(audioChunks, deadLetters, conversations).distinct().count() == 3;
        }
    }

    /** Without the properties, which may hold secrets. */
    @Override
    public String toString() {
        return "Kafka at " + bootstrap;
    }
}
