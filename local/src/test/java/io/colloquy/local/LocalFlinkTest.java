package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalFlinkTest {

    @TempDir
    Path folder;

    @Test
    void jobHasANameForPeople() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder);
                LocalFlink flink = LocalFlink.start(data, Port.any().claim());
                LocalJob job = flink.submit(environment -> environment
                        .fromSequence(0, Long.MAX_VALUE)
                        .uid("numbers")
                        .sinkTo(new DiscardingSink<>())
                        .uid("nowhere"))) {
            try (InputStream overview =
                    URI.create(flink.web() + "/jobs/" + job.id()).toURL().openStream()) {
                assertThat(new ObjectMapper().readTree(overview).get("name").asText())
                        .isEqualTo("colloquy");
            }
        }
    }

    @Test
    void keepsItsFilesInTheDataDirectory() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder);
                LocalFlink flink = LocalFlink.start(data, Port.any().claim())) {
            assertThat(flink.web()).isNotBlank();
            assertThat(folder.resolve("work/flink-web-upload")).isDirectory();
        }
    }
}
