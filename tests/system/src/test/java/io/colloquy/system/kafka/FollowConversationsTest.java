package io.colloquy.system.kafka;

import static io.colloquy.schemas.RevisionBuilder.id;
import static io.colloquy.schemas.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.connectors.kafka.ConversationEventSerializer;
import io.colloquy.connectors.kafka.ConversationEvents;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.Topics;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.LocalServers;
import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import io.colloquy.system.Repository;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example in {@code examples/FollowConversations.java}, run as its comment says, on a real broker. */
@Timeout(120)
class FollowConversationsTest {
    private static final StreamId STREAM = new StreamId("omi", "ann");
    private static final ConversationEventSerializer SERIALIZER = new ConversationEventSerializer();

    @Test
    void printsTheConversationThatAMergeLeaves() throws Exception {
        try (DataDirectory data = DataDirectory.temporary();
                LocalServers server = LocalServers.kafkaAlone(data)) {
            KafkaSettings kafka = new KafkaSettings(server.bootstrap(), Map.of(), KafkaSettings.TopicNames.DEFAULT);
            Topics.create(kafka, Duration.ofDays(1));
            write(kafka, two());
            write(kafka, merged());

            List<String> printed = printedUntil("  S2: world", kafka);

            assertThat(printed)
                    .containsExactly(
                            "UPSERTED " + id(STREAM, "a") + " of omi",
                            "  S1: hello",
                            "UPSERTED " + id(STREAM, "b") + " of omi",
                            "  S1: world",
                            "REMOVED " + id(STREAM, "b") + " of omi",
                            "UPSERTED " + id(STREAM, "a") + " of omi",
                            "  S1: hello",
                            "  S1: there",
                            "  S2: world");
        }
    }

    private static Revision two() {
        return revision(STREAM, 1, 1)
                .buckets(0, 1)
                .utterance("u", "a", 0, 10, "hello")
                .utterance("v", "b", 700, 710, "world")
                .conversation("a", 0, 10, "S1")
                .conversation("b", 700, 710, "S1")
                .build();
    }

    private static Revision merged() {
        return revision(STREAM, 1, 2)
                .knownBuckets(0, 1)
                .utterance("w", "a", 350, 360, "there")
                .conversation("a", 0, 710, "S1", "S2")
                .removesConversation("b", 700, 710)
                .build();
    }

    private static void write(KafkaSettings kafka, Revision revision) {
        Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrap());
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ConversationEvent event : ConversationEvents.of(revision)) {
                producer.send(SERIALIZER.record(kafka.topics().conversations(), event));
            }
        }
    }

    /** Runs the example until it has printed the line. */
    private static List<String> printedUntil(String last, KafkaSettings kafka) throws Exception {
        Path program = Repository.ROOT.resolve("examples/FollowConversations.java");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process example = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        Files.readString(Repository.ROOT.resolve("commands/target/classpath.txt"))
                                .strip(),
                        program.toString(),
                        kafka.bootstrap())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return CompletableFuture.supplyAsync(() -> linesUntil(last, example))
                    .get(60, TimeUnit.SECONDS);
        } finally {
            example.destroyForcibly().waitFor();
        }
    }

    /** All that there are, where the line does not come. */
    private static List<String> linesUntil(String last, Process process) {
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            String line;
            while ((line = output.readLine()) != null) {
                lines.add(line);
                if (line.equals(last)) break;
            }
            return lines;
        } catch (IOException e) {
            throw new IllegalStateException("after " + lines, e);
        }
    }
}
