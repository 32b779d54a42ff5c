package io.colloquy.operators.decode.core;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunkReader;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RejectedRecord;
import io.colloquy.schemas.RejectedRecord.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * From a record's bytes to checked audio, or to the reason why not: no record makes it throw anything else. A pure
 * function of the record. Keeps resampling filters between calls and is not thread-safe: one for each subtask.
 */
public final class ChunkDecoder {
    private static final long CLOCK_TOLERANCE_MICROS = TimeUnit.MINUTES.toMicros(5);

    private final Map<AudioChunk.Codec, AudioDecoder> decoders = new EnumMap<>(AudioChunk.Codec.class);

    public ChunkDecoder() {
        ResamplingFilters filters = new ResamplingFilters();
        decoders.put(AudioChunk.Codec.PCM_S16LE, new PcmS16leDecoder(filters));
        decoders.put(AudioChunk.Codec.OPUS, new OpusAudioDecoder(filters));
    }

    public DecodedChunk decode(RawRecord record) throws RejectedRecord {
        AudioChunk chunk = AudioChunkReader.read(record.value());
        requireKey(record.key(), chunk.stream().deviceId());
        requireRecorded(chunk.startedAt(), record.timestamp());
        DecodedAudio decoded = decode(chunk);
        return new DecodedChunk(
                chunk.stream(),
                chunk.key(),
                chunk.source(),
                chunk.chunkId(),
                decoded.pcm(),
                record.origin(),
                decoded.concealedPackets());
    }

    private DecodedAudio decode(AudioChunk chunk) throws RejectedRecord {
        if (chunk.audio() == null) {
            throw RejectedRecord.badField("audio_uri", "is not supported yet: send the bytes as audio");
        }
        AudioDecoder decoder = decoders.get(chunk.format().codec());
        if (decoder == null) {
            String codec = chunk.format().codec().wireName();
            throw RejectedRecord.badField("codec", codec + " is not supported yet: send pcm_s16le or opus");
        }
        DecodedAudio decoded = decoder.decode(chunk.audio(), chunk.format());
        DurationLimits.requireNotTooShort(decoded.pcm().length / Short.BYTES);
        return decoded;
    }

    private static void requireKey(byte[] key, String deviceId) throws RejectedRecord {
        if (key == null || !Arrays.equals(key, deviceId.getBytes(StandardCharsets.UTF_8))) {
            throw RejectedRecord.of(
                    Reason.KEY_MISMATCH,
                    "the record's key must be the device_id " + deviceId
                            + " in UTF-8: it keeps a device's chunks together");
        }
    }

    /** @param timestamp when Kafka appended the record, ms since the epoch */
    private static void requireRecorded(long startedAt, long timestamp) throws RejectedRecord {
        if (startedAt - CLOCK_TOLERANCE_MICROS > TimeUnit.MILLISECONDS.toMicros(timestamp)) {
            throw RejectedRecord.badField(
                    "started_at",
                    "lies more than 5 min after the record's timestamp " + timestamp
                            + " ms: is the device's clock right?");
        }
    }
}
