package io.colloquy.connectors.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class AudioChunkSourceTest {
    private static final KafkaSettings SETTINGS = new KafkaSettings(
            "127.0.0.1:9092", Map.of("security.protocol", "PLAINTEXT"), KafkaSettings.TopicNames.DEFAULT);

    @Test
    void handsOnEveryRecordUnread() {
        List<RawRecord> out = new ArrayList<>();
        AudioChunkSource.Unread unread = new AudioChunkSource.Unread();

        unread.deserialize(
                new ConsumerRecord<>("audio-chunks", 3, 42, null, new byte[] {'{'}), new ListCollector<>(out));
        unread.deserialize(new ConsumerRecord<>("audio-chunks", 3, 43, null, null), new ListCollector<>(out));

        assertThat(out)
                .extracting(RawRecord::origin)
                .containsExactly(new Origin("audio-chunks", 3, 42), new Origin("audio-chunks", 3, 43));
        assertThat(out.get(0).value()).containsExactly('{');
    }

    @Test
    void endsOnlyWhereItIsAskedTo() {
        assertThat(AudioChunkSource.source(SETTINGS).getBoundedness()).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
        assertThat(AudioChunkSource.untilNow(SETTINGS).getBoundedness()).isEqualTo(Boundedness.BOUNDED);
    }

    @Test
    void canBeShipped() {
        assertThatCode(() -> InstantiationUtil.serializeObject(AudioChunkSource.source(SETTINGS)))
                .doesNotThrowAnyException();
    }
}
