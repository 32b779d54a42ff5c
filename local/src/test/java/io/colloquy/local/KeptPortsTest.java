package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPortsTest {

    @TempDir
    Path folder;

    @Test
    void areThoseOfTheLastRun() {
        assertThat(KeptPorts.in(folder).read()).isEmpty();

        KeptPorts.in(folder).write(Map.of("kafka", 9092, "flink", 8081));
        KeptPorts.in(folder).write(Map.of("kafka", 9093, "flink", 8081));

        assertThat(KeptPorts.in(folder).read()).isEqualTo(Map.of("kafka", 9093, "flink", 8081));
    }

    @Test
    void whatIsNoPortCountsAsNone() throws IOException {
        Files.writeString(folder.resolve("ports.properties"), "kafka=99999\npostgres=x\nflink=8081\n\u0000");

        assertThat(KeptPorts.in(folder).read()).isEqualTo(Map.of("flink", 8081));
    }
}
