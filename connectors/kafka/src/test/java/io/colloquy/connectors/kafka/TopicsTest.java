package io.colloquy.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.schemas.UnreachableException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    private static final Map<String, String> IMPATIENT =
            Map.of("default.api.timeout.ms", "300", "request.timeout.ms", "200");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:1", "no-such-host.invalid:9092", "no port"})
    void saysWhatToCheckWhereNobodyListens(String bootstrap) {
        KafkaSettings nobody = new KafkaSettings(bootstrap, IMPATIENT, KafkaSettings.TopicNames.DEFAULT);

        assertThatThrownBy(() -> Topics.create(nobody, Duration.ofDays(1)))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining(bootstrap)
                .hasMessageContaining("Check kafka.bootstrap");
    }

    @Test
    void showsNoProperties() {
        KafkaSettings secret = new KafkaSettings(
                "127.0.0.1:1", Map.of("sasl.jaas.config", "hunter2"), KafkaSettings.TopicNames.DEFAULT);

        assertThat(secret.toString()).doesNotContain("hunter2");
    }
}
