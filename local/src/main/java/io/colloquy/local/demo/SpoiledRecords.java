package io.colloquy.local.demo;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Records as a broken device or a careless program sends them: each must end as a dead letter with its reason. */
final class SpoiledRecords {
    private static final int MILLIS_20 = Recording.RATE / 50 * Short.BYTES;

    private SpoiledRecords() {}

    /** One of each kind, about the first recording's time, spread over the devices. */
    static List<PlannedRecord> of(List<Recording> recordings) {
        Recording first = recordings.get(0);
        Recording last = recordings.get(recordings.size() - 1);
        String device = first.stream().deviceId();
        String other = last.stream().deviceId();
        byte[] json = AudioChunkWriter.toJson(silence(first, MILLIS_20));
        byte[] cbor = AudioChunkWriter.toCbor(silence(last, MILLIS_20));
        byte[] tooShort = AudioChunkWriter.toCbor(silence(last, MILLIS_20 - Short.BYTES));
        return List.of(
                PlannedRecord.spoiled(device, Arrays.copyOf(json, json.length / 2), "bad_json"),
                PlannedRecord.spoiled(other, Arrays.copyOf(cbor, cbor.length / 2), "bad_cbor"),
                PlannedRecord.spoiled(device, edited(json, "started_at", "started"), "missing_field:started_at"),
                PlannedRecord.spoiled(device, edited(json, "pcm_s16le", "mp3"), "bad_field:codec"),
                PlannedRecord.spoiled("somebody-else", json, "key_mismatch"),
                PlannedRecord.spoiled(other, tooShort, "too_short"));
    }

    private static AudioChunk silence(Recording recording, int bytes) {
        StreamId stream = recording.stream();
        return new AudioChunk(
                "spoiled",
                stream,
                Source.LIVE,
                recording.start(),
                Format.pcm(Recording.RATE, 1),
                new byte[bytes],
                null);
    }

    private static byte[] edited(byte[] json, String from, String to) {
        return new String(json, StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8);
    }
}
