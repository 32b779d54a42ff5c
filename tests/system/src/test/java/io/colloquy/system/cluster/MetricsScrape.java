package io.colloquy.system.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.WholeTopic;
import io.colloquy.system.Repository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What Prometheus sees of a cluster, against the tables of metrics in the documents. */
final class MetricsScrape {
    private static final List<String> DOCUMENTS = List.of("docs/cluster.md", "docs/models.md");
    private static final Pattern HEAD = Pattern.compile("(?m)^\\| metric \\|.*\\n(?:\\|.*\\n)+");
    private static final Pattern FIRST_COLUMN = Pattern.compile("(?m)^\\|([^|]*)\\|");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"([^\"]*)\"");

    private final ClusterUnderTest cluster;

    MetricsScrape(ClusterUnderTest cluster) {
        this.cluster = cluster;
    }

    /** Each metric of the tables is served by a task manager, and no label of any tells of a device or stream. */
    void assertComplete() throws IOException, InterruptedException {
        List<String> samples = new ArrayList<>();
        Set<String> alive = new TreeSet<>(cluster.processes().members().keySet());
        cluster.gone().forEach(alive::remove);
        for (String member : alive) {
            if (member.matches("(task|job)manager-\\d+")) samples.addAll(scraped(member));
        }
        Set<String> missing = documented();
        assertThat(missing).hasSizeGreaterThan(5);
        missing.removeIf(name -> samples.stream().anyMatch(sample -> is(name, sample)));
        assertThat(missing).as("metrics of %s that nobody serves", DOCUMENTS).isEmpty();
        assertThat(labels(samples)).isNotEmpty().doesNotContainAnyElementsOf(devices());
    }

    private List<String> scraped(String member) throws IOException, InterruptedException {
        URI address = cluster.processes().metrics(member);
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(member).isEqualTo(200);
        return answer.body().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static boolean is(String name, String sample) {
        String metric = sample.replaceFirst("[{ ].*", "");
        return metric.endsWith("_" + name) || metric.endsWith("_" + name + "_count");
    }

    /** What the tables of metrics name. */
    private static Set<String> documented() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String document : DOCUMENTS) {
            String text = Files.readString(Repository.ROOT.resolve(document));
            for (MatchResult table : HEAD.matcher(text).results().toList()) {
                for (MatchResult cell :
                        FIRST_COLUMN.matcher(table.group()).results().toList()) {
                    NAME.matcher(cell.group(1)).results().forEach(name -> names.add(name.group(1)));
                }
            }
        }
        return names;
    }

    private static Set<String> labels(List<String> samples) {
        Set<String> values = new TreeSet<>();
        for (String sample : samples) {
            LABEL.matcher(sample).results().forEach(label -> values.add(label.group(2)));
        }
        return values;
    }

    /** The keys of all records. */
    private Set<String> devices() {
        KafkaSettings kafka = cluster.processes().kafka();
        Set<String> devices = new TreeSet<>();
        for (ConsumerRecord<byte[], byte[]> record :
                WholeTopic.read(kafka, kafka.topics().audioChunks())) {
            if (record.key() != null) devices.add(new String(record.key(), StandardCharsets.UTF_8));
        }
        return devices;
    }
}
