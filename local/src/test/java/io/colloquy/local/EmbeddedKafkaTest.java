package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.colloquy.connectors.kafka.Retention;
import io.colloquy.connectors.kafka.Topics;
import io.colloquy.jobs.JobSettings;
import io.colloquy.jobs.JobTopics;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EmbeddedKafkaTest {

    @Test
    void keepsChunksForAnyHorizonThatIsSetOneDay() throws Exception {
        try (DataDirectory data = DataDirectory.temporary();
                EmbeddedKafka broker = EmbeddedKafka.start(data, Port.any().claim())) {
            JobTopics.prepare(settings(broker, "30 d"));
            JobTopics.prepare(settings(broker, "36500 d"));

            assertThat(Topics.retention(settings(broker, "30 d").kafka())).contains(new Retention(-1, -1, false));
        }
    }

    @Test
    void checkCreatesNoTopics() throws Exception {
        try (DataDirectory data = DataDirectory.temporary();
                EmbeddedKafka broker = EmbeddedKafka.start(data, Port.any().claim())) {
            JobSettings settings = settings(broker, "30 d");
            JobTopics.check(settings);
            assertThat(Topics.holdsChunks(settings.kafka())).isFalse();

            JobTopics.prepare(settings);
            assertThat(Topics.holdsChunks(settings.kafka())).isTrue();
            assertThatCode(() -> JobTopics.check(settings)).doesNotThrowAnyException();
        }
    }

    private static JobSettings settings(EmbeddedKafka broker, String horizon) {
        return JobSettings.of(Map.of("kafka.bootstrap", broker.bootstrap(), "assemble.horizon", horizon), name -> null);
    }
}
