package io.colloquy.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartInfoTest {

    @Test
    void showsWhereSecretsLieAndNoSecret() {
        Map<String, String> shown = RestartInfo.of(Map.of(
                "models.recognizer", "/models/a.onnx",
                "postgres.password", "geheim",
                "postgres.user", "colloquy",
                "postgres.url", "jdbc:postgresql://h/d?user=a&password=geheim",
                "kafka.properties.sasl.jaas.config", "file:/run/secrets/jaas",
                "kafka.properties.ssl.key.password", "geheim"));

        assertThat(shown)
                .containsEntry("models.recognizer", "/models/a.onnx")
                .containsEntry("postgres.user", "colloquy")
                .containsEntry("kafka.properties.sasl.jaas.config", "file:/run/secrets/jaas")
                .containsEntry("postgres.url", RestartInfo.HIDDEN)
                .containsEntry("postgres.password", RestartInfo.HIDDEN)
                .containsEntry("kafka.properties.ssl.key.password", RestartInfo.HIDDEN);
        assertThat(shown.toString()).doesNotContain("geheim");
    }

    @Test
    void showsAnAddressWithoutAPassword() {
        String url = "jdbc:postgresql://127.0.0.1:5432/colloquy?user=colloquy";
        assertThat(RestartInfo.of(Map.of("postgres.url", url))).containsEntry("postgres.url", url);
    }
}
