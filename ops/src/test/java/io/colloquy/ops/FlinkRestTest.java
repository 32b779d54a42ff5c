package io.colloquy.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlinkRestTest {
    private static final String METRICS = "/jobs/j/vertices/v/subtasks/metrics";
    private static final int PARTITIONS = 64;
    /** Of an address, for Flink. */
    private static final int MOST = 4096;

    /** One answer lists the names, each other one has the numbers of some. */
    @Test
    void asksForManyNumbersInAddressesThatFlinkReads() throws Exception {
        try (FakeFlink flink = new FakeFlink()) {
            flink.when("GET " + METRICS, json(0, PARTITIONS, "{\"id\":\"%s\"}"));
            for (int i = 0; i < PARTITIONS; i += 20) {
                flink.when("GET " + METRICS, json(i, Math.min(i + 20, PARTITIONS), "{\"id\":\"%s\",\"max\":7}"));
            }
            assertThat(new FlinkRest(URI.create(flink.url())).metrics("j", "v", name -> true))
                    .hasSize(PARTITIONS)
                    .containsValue(7.0);
            assertThat(flink.addresses()).hasSize(5).allMatch(address -> address.length() < MOST);
        }
    }

    private static String json(int from, int to, String each) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        "Source__read-chunks.KafkaSourceReader.topic.audio-chunks.partition." + i + ".currentOffset")
                .map(each::formatted)
                .collect(Collectors.joining(",", "[", "]"));
    }
}
