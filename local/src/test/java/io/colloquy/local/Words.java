package io.colloquy.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends words to a {@link CountingApplication} and reads its counts, from outside. */
public final class Words {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Words() {}

    /** Sends each word so often; returns once Kafka has acknowledged all. */
    public static void send(String bootstrap, String[] words, int times)
            throws ExecutionException, InterruptedException {
        Map<String, Object> properties = Map.of("bootstrap.servers", bootstrap, "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            Future<?> last = null;
            for (int i = 0; i < times; i++) {
                for (String word : words) {
                    last = producer.send(new ProducerRecord<>("audio-chunks", word, word));
                }
            }
            producer.flush();
            last.get();
        }
    }

    /** Waits until there are at least so many in all; the counts as they are then. */
    public static Map<String, Long> awaitTotal(String jdbc, long total) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Long> counts = counts(jdbc);
        while (sum(counts) < total && System.nanoTime() < deadline) {
            Thread.sleep(50);
            counts = counts(jdbc);
        }
        return counts;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> counts(String jdbc) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbc);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT word, n FROM counts")) {
            Map<String, Long> counts = new TreeMap<>();
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
            return counts;
        }
    }
}
