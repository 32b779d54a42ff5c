package io.colloquy.connectors.kafka;

import java.io.Serializable;
import java.util.Map;

/**
 * How to reach Kafka.
 *
 * @param bootstrap {@code host:port[,host:port…]}
 * @param properties handed to every client as they are (SASL, TLS, timeouts)
 * @param topics names of the topics
 */
public record KafkaSettings(String bootstrap, Map<String, String> properties, Topics topics) implements Serializable {

    public KafkaSettings {
        properties = Map.copyOf(properties);
    }

    /** Names of the topics. */
    public record Topics(String audioChunks, String deadLetters, String conversations) implements Serializable {
        public static final Topics DEFAULT = new Topics("audio-chunks", "audio-chunks.dead-letters", "conversations");
    }

    /** Without the properties, which may hold secrets. */
    @Override
    public String toString() {
        return "Kafka at " + bootstrap;
    }
}
