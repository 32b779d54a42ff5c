package io.colloquy.connectors.flink;

import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.connectors.kafka.RawRecords;
import io.colloquy.schemas.RawRecord;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The source of the job: the topic of chunks. */
public final class AudioChunkSource {
    private AudioChunkSource() {}

    /**
     * Every record, undecoded, from where the checkpoint ends; without one, from the earliest that Kafka still holds.
     */
    public static KafkaSource<RawRecord> source(KafkaSettings settings) {
        return builder(settings).build();
    }

    /** Every record that Kafka holds when the job starts; then it ends. */
    public static KafkaSource<RawRecord> untilNow(KafkaSettings settings) {
        return builder(settings).setBounded(OffsetsInitializer.latest()).build();
    }

    private static KafkaSourceBuilder<RawRecord> builder(KafkaSettings settings) {
        return KafkaSource.<RawRecord>builder()
                .setProperties(properties(settings))
                .setBootstrapServers(settings.bootstrap())
                .setTopics(settings.topics().audioChunks())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new Unread());
    }

    /** Records of aborted transactions were never acknowledged, so they are not read. The group only shows the lag. */
    private static Properties properties(KafkaSettings settings) {
        Properties properties = new Properties();
        properties.setProperty(ConsumerConfig.GROUP_ID_CONFIG, "colloquy");
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.putAll(settings.properties());
        return properties;
    }

    /** Passes bytes on. What can fail is done by an operator, which can reject the record. */
    static final class Unread implements KafkaRecordDeserializationSchema<RawRecord> {
        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
            out.collect(RawRecords.of(record));
        }

        @Override
        public TypeInformation<RawRecord> getProducedType() {
            return TypeInformation.of(RawRecord.class);
        }
    }
}
