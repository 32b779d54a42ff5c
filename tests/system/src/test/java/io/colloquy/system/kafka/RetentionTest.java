package io.colloquy.system.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.connectors.kafka.Retention;
import io.colloquy.connectors.kafka.Topics;
import io.colloquy.jobs.ConversationJobMain;
import io.colloquy.jobs.JobSettings;
import io.colloquy.jobs.JobTopics;
import io.colloquy.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No job starts whose horizon a real broker's topic does not hold. */
@Timeout(120)
class RetentionTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static SecureKafka kafka;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws Exception {
        kafka = SecureKafka.start(folder);
    }

    @AfterAll
    static void stop() {
        if (kafka != null) kafka.close();
    }

    private static Map<String, String> values(String topic, String... more) {
        Map<String, String> values =
                new HashMap<>(Map.of("kafka.bootstrap", kafka.bootstrap(), "kafka.topics.audio-chunks", topic));
        kafka.properties(SecureKafka.PASSWORD).forEach((key, value) -> values.put("kafka.properties." + key, value));
        for (int i = 0; i < more.length; i += 2) values.put(more[i], more[i + 1]);
        return values;
    }

    private static JobSettings settings(String topic, String... more) {
        return JobSettings.of(values(topic, more), name -> null);
    }

    private static Admin admin() {
        Properties properties = new Properties();
        properties.putAll(kafka.properties(SecureKafka.PASSWORD));
        properties.setProperty("bootstrap.servers", kafka.bootstrap());
        return Admin.create(properties);
    }

    private static void make(String topic, Map<String, String> configs) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()).configs(configs)))
                    .all()
                    .get();
        }
    }

    /** This client may do all with the topic but see how it is set up. */
    private static void hideConfigs(String topic) throws Exception {
        ResourcePattern pattern = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
        String user = "User:" + SecureKafka.USER;
        try (Admin admin = admin()) {
            admin.createAcls(List.of(
                            new AclBinding(
                                    pattern,
                                    new AccessControlEntry(user, "*", AclOperation.ALL, AclPermissionType.ALLOW)),
                            new AclBinding(
                                    pattern,
                                    new AccessControlEntry(
                                            user, "*", AclOperation.DESCRIBE_CONFIGS, AclPermissionType.DENY))))
                    .all()
                    .get();
            while (!isHidden(admin, topic)) Thread.sleep(20);
        }
    }

    private static void showConfigs(String topic) throws Exception {
        ResourcePatternFilter pattern = new ResourcePatternFilter(ResourceType.TOPIC, topic, PatternType.LITERAL);
        try (Admin admin = admin()) {
            admin.deleteAcls(List.of(new AclBindingFilter(pattern, AccessControlEntryFilter.ANY)))
                    .all()
                    .get();
            while (isHidden(admin, topic)) Thread.sleep(20);
        }
    }

    /** The controller answers when a rule is written; the broker goes by it a moment later. */
    private static boolean isHidden(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            admin.describeConfigs(List.of(resource)).all().get();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) return true;
            if (e.getCause() instanceof UnknownTopicOrPartitionException) return false;
            throw e;
        }
    }

    @Test
    void refusesAHorizonThatTheTopicDoesNotHold() throws Exception {
        make("a-week", Map.of("retention.ms", Long.toString(7 * DAY)));

        assertThatThrownBy(() -> JobTopics.prepare(settings("a-week")))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("assemble.horizon: is 30 d, but the topic a-week keeps chunks for 7 d")
                .hasMessageContaining("raise the topic's retention.ms or shorten the horizon");
    }

    @Test
    void takesNoArchiveForOneAsLongAsNothingIsKeptThere() throws Exception {
        make("archived", Map.of("retention.ms", Long.toString(7 * DAY)));

        assertThatThrownBy(() -> JobTopics.prepare(settings("archived", "archive.uri", "s3://colloquy/archive/")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("archive.uri is no substitute");
    }

    @ParameterizedTest
    @CsvSource({"exact, 2592000000", "longer, 2592000001", "unlimited, -1"})
    void acceptsAHorizonThatTheTopicHolds(String topic, String retention) throws Exception {
        make(topic, Map.of("retention.ms", retention));

        assertThatCode(() -> JobTopics.prepare(settings(topic))).doesNotThrowAnyException();
    }

    /** Kafka's own limit is 1 MiB, and some clients fill more than that into a batch. */
    @Test
    void aTopicThatTheJobMakesTakesLargeBatches() throws Exception {
        JobTopics.prepare(settings("made-by-the-job"));
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "made-by-the-job");
        try (Admin admin = admin()) {
            Config config = admin.describeConfigs(List.of(topic)).all().get().get(topic);
            assertThat(config.get("max.message.bytes").value()).isEqualTo("8388608");
        }
    }

    @Test
    void refusesAMillisecondTooLittle() throws Exception {
        make("nearly", Map.of("retention.ms", Long.toString(30 * DAY - 1)));

        assertThatThrownBy(() -> JobTopics.prepare(settings("nearly"))).hasMessageContaining("2591999999 ms");
    }

    @Test
    void acceptsAShorterHorizonOnTheSameTopic() throws Exception {
        make("short", Map.of("retention.ms", Long.toString(7 * DAY)));

        assertThatCode(() -> JobTopics.prepare(settings("short", "assemble.horizon", "7 d")))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesALimitOfBytesHoweverLongTheTime() throws Exception {
        make("bytes", Map.of("retention.ms", "-1", "retention.bytes", "1073741824"));

        assertThatThrownBy(() -> JobTopics.prepare(settings("bytes")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("assemble.horizon")
                .hasMessageContaining("no more than 1073741824 bytes")
                .hasMessageContaining("retention.bytes to -1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"compacted|compact", "both|compact,delete"})
    void refusesACompactedTopic(String topic, String policy) throws Exception {
        make(topic, Map.of("retention.ms", "-1", "cleanup.policy", policy));

        assertThatThrownBy(() -> JobTopics.prepare(settings(topic)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("assemble.horizon")
                .hasMessageContaining("compacted")
                .hasMessageContaining("cleanup.policy to delete");
    }

    @Test
    void goesOnWhereTheBrokersDoNotTell() throws Exception {
        make("hidden", Map.of("retention.ms", Long.toString(DAY)));
        hideConfigs("hidden");

        assertThat(Topics.retention(settings("hidden").kafka())).isEmpty();
        assertThatCode(() -> JobTopics.prepare(settings("hidden"))).doesNotThrowAnyException();
    }

    @Test
    void aNewTopicHoldsTheHorizonAndADay() throws Exception {
        JobSettings settings = settings("made");

        JobTopics.prepare(settings);

        assertThat(Topics.retention(settings.kafka())).contains(new Retention(31 * DAY, -1, false));
    }

    @Test
    void aNewTopicKeepsTheBrokersTimeWhereThatIsLonger() throws Exception {
        JobSettings settings = settings("usual", "assemble.horizon", "2 d");

        JobTopics.prepare(settings);

        assertThat(Topics.retention(settings.kafka())).contains(new Retention(7 * DAY, -1, false));
    }

    @Test
    void aNewTopicOfWhichTheBrokersDoNotTellHoldsTheHorizonToo() throws Exception {
        hideConfigs("made-hidden");

        JobTopics.prepare(settings("made-hidden"));

        showConfigs("made-hidden");
        assertThat(Topics.retention(settings("made-hidden").kafka())).contains(new Retention(31 * DAY, -1, false));
    }

    @Test
    void aClientProcessEndsWithTwo() throws Exception {
        make("main", Map.of("retention.ms", Long.toString(DAY)));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ConversationJobMain.class.getName()));
        values("main").forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isEqualTo(2);
            assertThat(said).contains("colloquy: assemble.horizon: is 30 d").doesNotContain(SecureKafka.PASSWORD);
        } finally {
            process.destroyForcibly();
        }
    }
}
