package io.colloquy.connectors.kafka;

import io.colloquy.schemas.UnreachableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** The three topics of the contract. */
public final class Topics {
    private static final int PARTITIONS = 8;

    /**
     * Kafka measures whole batches. Some clients fill theirs with many chunks of up to 256 KiB, which is 342 KiB in
     * base64, whatever the topic says. It also leaves room to refuse larger chunks with a reason.
     */
    public static final int MAX_BATCH_BYTES = 8 << 20;

    /** A letter is a record and its headers. Its size is measured before it is compressed. */
    public static final int MAX_LETTER_BYTES = 4 << 20;

    /** Hundreds of utterances of some 2 KB, and the voices of many hours. */
    public static final int MAX_EVENT_BYTES = 16 << 20;

    private static final String CREATE = "create";
    static final String DESCRIBE = "describe";

    private static final int MAX_LOOKS = 300;
    private static final long PAUSE_MS = 100;

    private Topics() {}

    /**
     * Creates those that are missing, leaves the others as they are, and returns when all can be used.
     *
     * @param kept how long a chunk must be kept from when it came; new topics keep it as long at least
     * @throws UnreachableException where Kafka can't be reached or refuses
     */
    public static void create(KafkaSettings settings, Duration kept) throws InterruptedException {
        try (Admin admin = Admin.create(properties(settings))) {
            Set<String> existing = admin.listTopics().names().get();
            for (NewTopic topic : all(settings.topics())) {
                if (existing.contains(topic.name())) continue;
                boolean chunks = topic.name().equals(settings.topics().audioChunks());
                create(admin, chunks ? keeping(admin, topic, kept) : topic);
            }
            awaitLeaders(admin, settings.topics());
        } catch (ExecutionException e) {
            throw unreachable(CREATE, settings, e.getCause());
        } catch (KafkaException e) {
            throw unreachable(CREATE, settings, e);
        }
    }

    /**
     * Whether there is a topic of chunks that this client sees.
     *
     * @throws UnreachableException where Kafka can't be reached
     */
    public static boolean holdsChunks(KafkaSettings settings) throws InterruptedException {
        try (Admin admin = Admin.create(properties(settings))) {
            return admin.listTopics().names().get().contains(settings.topics().audioChunks());
        } catch (ExecutionException e) {
            throw unreachable(DESCRIBE, settings, e.getCause());
        } catch (KafkaException e) {
            throw unreachable(DESCRIBE, settings, e);
        }
    }

    /**
     * What the brokers promise to keep of the chunks; empty where they don't say.
     *
     * @throws UnreachableException where Kafka can't be reached
     */
    public static Optional<Retention> retention(KafkaSettings settings) throws InterruptedException {
        ConfigResource topic =
                new ConfigResource(ConfigResource.Type.TOPIC, settings.topics().audioChunks());
        try (Admin admin = Admin.create(properties(settings))) {
            return Retention.of(
                    admin.describeConfigs(List.of(topic)).values().get(topic).get());
        } catch (ExecutionException e) {
            if (isWithheld(e.getCause())) return Optional.empty();
            throw unreachable(DESCRIBE, settings, e.getCause());
        } catch (KafkaException e) {
            throw unreachable(DESCRIBE, settings, e);
        }
    }

    /** Gives the topic a retention time if that of the brokers is shorter, and takes away any limit in bytes. */
    private static NewTopic keeping(Admin admin, NewTopic topic, Duration kept) throws InterruptedException {
        Map<String, String> configs = new HashMap<>(topic.configs());
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        configs.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(Retention.UNLIMITED));
        boolean usualWillDo = wouldGet(
                        admin, new NewTopic(topic.name(), Optional.empty(), Optional.empty()).configs(configs))
                .filter(usual -> usual.holds(kept))
                .isPresent();
        if (!usualWillDo) configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis()));
        return topic.configs(configs);
    }

    /** The retention that a new topic would get; empty if the brokers don't say. It makes no topic. */
    private static Optional<Retention> wouldGet(Admin admin, NewTopic topic) throws InterruptedException {
        try {
            return Retention.of(admin.createTopics(List.of(topic), new CreateTopicsOptions().validateOnly(true))
                    .config(topic.name())
                    .get());
        } catch (ExecutionException e) {
            return Optional.empty(); // what is really in the way shows when it is made
        }
    }

    private static boolean isWithheld(Throwable cause) {
        return cause instanceof AuthorizationException || cause instanceof UnsupportedVersionException;
    }

    /** Creates a topic. It is fine if another process was faster. */
    private static void create(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) throw e;
        }
    }

    /** Waits until each partition has a leader. For a moment, some brokers do not know a new topic. */
    private static void awaitLeaders(Admin admin, KafkaSettings.TopicNames names)
            throws ExecutionException, InterruptedException {
        List<String> all = all(names).stream().map(NewTopic::name).toList();
        for (int attempt = 1; !haveLeaders(admin, all); attempt++) {
            if (attempt == MAX_LOOKS) throw new KafkaException("the new topics have no leaders yet");
            Thread.sleep(PAUSE_MS);
        }
    }

    private static boolean haveLeaders(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        try {
            return admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) return false;
            throw e;
        }
    }

    static UnreachableException unreachable(String task, KafkaSettings settings, Throwable cause) {
        return new UnreachableException(
                "Can't " + task + " the topics in " + settings + ": " + reason(cause)
                        + " Check kafka.bootstrap and kafka.properties, and that the brokers run and let this client"
                        + " list, describe and create topics.",
                cause);
    }

    /** What failed, and why: Kafka wraps a wrong setting several times. */
    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) root = root.getCause();
        String reason = root == failure
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + ": " + root.getMessage();
        return reason.endsWith(".") ? reason : reason + ".";
    }

    static Properties properties(KafkaSettings settings) {
        Properties properties = new Properties();
        properties.putAll(settings.properties());
        properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        return properties;
    }

    private static List<NewTopic> all(KafkaSettings.TopicNames names) {
        return List.of(
                topic(names.audioChunks(), MAX_BATCH_BYTES)
                        .configs(Map.of(
                                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                "LogAppendTime",
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Integer.toString(MAX_BATCH_BYTES))),
                topic(names.deadLetters(), MAX_LETTER_BYTES),
                topic(names.conversations(), MAX_EVENT_BYTES));
    }

    private static NewTopic topic(String name, int maxBytes) {
        return new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())
                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes)));
    }
}
