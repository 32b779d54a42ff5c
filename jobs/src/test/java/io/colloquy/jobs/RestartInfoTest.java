package io.colloquy.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RestartInfoTest {

    @Test
    void showsWhereSecretsLieAndNoSecret() {
        Map<String, String> shown = RestartInfo.withoutSecrets(Map.of(
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

    /** Whatever may lie elsewhere is a secret where it does not; a user's name is none. */
    @Test
    void knowsEverySecretThatTheJobReads() {
        List<String> secrets = new ArrayList<>();
        for (String key : JobSettings.keys()) {
            String one = key.replace("*", "ssl.key.password");
            if (isSecret(one)) secrets.add(one);
        }
        assertThat(secrets).contains("postgres.password", "kafka.properties.ssl.key.password");
        secrets.remove("postgres.user");
        for (String secret : secrets) {
            String value = "jdbc:postgresql://h/d?user=a&password=geheim";
            assertThat(RestartInfo.withoutSecrets(Map.of(secret, value))).containsEntry(secret, RestartInfo.HIDDEN);
        }
    }

    private static boolean isSecret(String key) {
        AtomicBoolean asked = new AtomicBoolean();
        try {
            JobSettings.of(Map.of(key, "env:NAME"), name -> {
                asked.set(true);
                return null;
            });
        } catch (SettingsException e) {
            // nobody has set it, or it is no text
        }
        return asked.get();
    }

    @Test
    void showsAnAddressWithoutAPassword() {
        String url = "jdbc:postgresql://127.0.0.1:5432/colloquy?user=colloquy";
        assertThat(RestartInfo.withoutSecrets(Map.of("postgres.url", url))).containsEntry("postgres.url", url);
    }

    @Test
    void readsWhatItHasWritten() {
        Map<String, String> settings = Map.of(
                "postgres.password", "env:PASSWORD",
                "kafka.properties.sasl.jaas.config", "geheim",
                "models.recognizer", "a, \"b\": c");

        assertThat(RestartInfo.of(settings).toString()).doesNotContain("geheim");
        assertThat(RestartInfo.read(RestartInfo.of(settings))).isEqualTo(RestartInfo.withoutSecrets(settings));
    }

    @Test
    void takesWhatFlinkHidesForHidden() {
        assertThat(RestartInfo.read(Map.of("postgres.password", "******", "kafka.bootstrap", "a:1")))
                .containsEntry("postgres.password", RestartInfo.HIDDEN)
                .containsEntry("kafka.bootstrap", "a:1");
    }
}
