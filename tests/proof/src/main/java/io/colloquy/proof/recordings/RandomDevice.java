package io.colloquy.proof.recordings;

import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.recordings.Uploads.Upload;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An invented device: the records that it sends to a partition of its own, spoiled ones among them, and what is to
 * become of them.
 *
 * @param spoiled reasons for which records are rejected, in their order
 */
public record RandomDevice(StreamId stream, Uploads uploads, List<RawRecord> records, List<String> spoiled) {
    /** As much as fits into a record. */
    private static final int CHUNK_SAMPLES = 8 * Timeline.SAMPLE_RATE;

    /** 20 ms; shorter ones are rejected. */
    private static final int LEAST_BYTES = 640;

    private static final long SENT_AT = 1_700_010_000_000L;

    /** The same device for the same numbers. */
    public static RandomDevice invent(long seed, int number) {
        Random random = new Random(seed + number);
        return invent("device-" + number, number, random, 1 + random.nextInt(5));
    }

    /** @param size how many stretches it records */
    public static RandomDevice invent(String name, int partition, Random random, int size) {
        StreamId stream = new StreamId(name, random.nextBoolean() ? name : "owner");
        List<Chunk> chunks = RandomRecordings.cut(new RandomRecordings(random).chunks(size), CHUNK_SAMPLES).stream()
                .filter(chunk -> chunk.pcm().length >= LEAST_BYTES)
                .toList();
        Uploads uploads = Uploads.of(chunks, random);
        Log log = new Log(partition, stream.deviceId());
        for (Upload upload : uploads.records()) {
            if (random.nextInt(6) == 0) log.appendSpoiled(random);
            byte[] value = random.nextBoolean()
                    ? AudioChunkWriter.toJson(chunk(stream, upload))
                    : AudioChunkWriter.toCbor(chunk(stream, upload));
            log.append(value);
        }
        log.appendSpoiled(random);
        return new RandomDevice(stream, uploads, log.records, log.spoiled);
    }

    private static AudioChunk chunk(StreamId stream, Upload upload) {
        return new AudioChunk(
                "chunk",
                stream,
                upload.source(),
                upload.chunk().key().start(),
                RandomRecordings.FORMAT,
                upload.chunk().pcm(),
                null);
    }

    private record Log(int partition, byte[] key, List<RawRecord> records, List<String> spoiled) {

        Log(int partition, String device) {
            this(partition, device.getBytes(StandardCharsets.UTF_8), new ArrayList<>(), new ArrayList<>());
        }

        void append(byte[] value) {
            records.add(new RawRecord(key, value, new Origin("audio-chunks", partition, records.size()), SENT_AT));
        }

        void appendSpoiled(Random random) {
            String device = new String(key, StandardCharsets.UTF_8);
            switch (random.nextInt(4)) {
                case 0 -> appendSpoiled("{\"schema\":1,", "bad_json");
                case 1 -> appendSpoiled("{\"schema\":1,\"chunk_id\":\"c\"}", "missing_field:device_id");
                case 2 -> appendSpoiled(chunk("somebody-else", "AAAA"), "key_mismatch");
                default -> appendSpoiled(chunk(device, ""), "empty_audio");
            }
        }

        private void appendSpoiled(String json, String reason) {
            append(json.getBytes(StandardCharsets.UTF_8));
            spoiled.add(reason);
        }

        private static String chunk(String device, String audio) {
            return """
                    {"schema":1,"chunk_id":"c","device_id":"%s","started_at":1700000000000000,"codec":"pcm_s16le",\
                    "sample_rate":16000,"audio":"%s"}"""
                    .formatted(device, audio);
        }
    }
}
