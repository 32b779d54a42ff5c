package io.colloquy.bench.topology;

import io.colloquy.bench.load.Diary;
import io.colloquy.connectors.kafka.KafkaSettings;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Chunks of 64 KiB of PCM in CBOR from a few devices that talk without end, in order. */
final class Backlog {
    private static final int CHUNK_MILLIS = 64 * 1024 / 2 * 1000 / Timeline.SAMPLE_RATE;
    private static final int DEVICES = 8;

    private Backlog() {}

    /** Returns once Kafka has them all. */
    static void send(KafkaSettings kafka, int chunks) throws InterruptedException, ExecutionException {
        long start = System.currentTimeMillis() - TimeUnit.DAYS.toMillis(1);
        List<Diary> diaries = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            diaries.add(new Diary(device(i), 1).talk(start, start + (long) CHUNK_MILLIS * (chunks / DEVICES + 1)));
        }
        List<Future<?>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
            for (int i = 0; i < chunks; i++) {
                int device = i % DEVICES;
                long from = start + (long) i / DEVICES * CHUNK_MILLIS;
                byte[] key = device(device).getBytes(StandardCharsets.UTF_8);
                byte[] value = record(device, from, diaries.get(device).pcm(from, CHUNK_MILLIS));
                sent.add(producer.send(new ProducerRecord<>(kafka.topics().audioChunks(), key, value)));
            }
            for (Future<?> each : sent) each.get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaSettings kafka) {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static String device(int number) {
        return "device-" + number;
    }

    private static byte[] record(int device, long from, byte[] pcm) {
        StreamId stream = new StreamId(device(device), device(device));
        return AudioChunkWriter.toCbor(new AudioChunk(
                "chunk-" + from,
                stream,
                Source.SYNC,
                from * 1000,
                AudioChunk.Format.pcm(Timeline.SAMPLE_RATE, 1),
                pcm,
                null));
    }
}
