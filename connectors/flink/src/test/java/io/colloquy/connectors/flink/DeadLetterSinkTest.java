package io.colloquy.connectors.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.colloquy.connectors.kafka.DeadLetterFormat;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.schemas.DeadLetter;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class DeadLetterSinkTest {
    private static final KafkaSettings SETTINGS = new KafkaSettings(
            "127.0.0.1:9092", Map.of("security.protocol", "PLAINTEXT"), KafkaSettings.TopicNames.DEFAULT);

    @Test
    void writesLettersAsTheFormatPutsThem() {
        DeadLetterFormat format = DeadLetterFormat.of(SETTINGS);
        RawRecord record = new RawRecord(new byte[] {1}, new byte[] {2}, new Origin("audio-chunks", 3, 42), 7);
        DeadLetter letter = new DeadLetter(record, "bad_json", "no JSON", "decode", 8);

        assertThat(new DeadLetterSink.Letters(format).serialize(letter, null, null))
                .isEqualTo(format.record(letter));
    }

    @Test
    void canBeShipped() {
        assertThatCode(() -> InstantiationUtil.serializeObject(DeadLetterSink.sink(SETTINGS)))
                .doesNotThrowAnyException();
    }
}
