package io.colloquy.demo;

import io.colloquy.audio.LengthPrefixedPackets;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Records as a broken device or a careless program sends them: each must end as a dead letter with its reason. */
final class SpoiledRecords {
    private static final Format PCM = Format.pcm(Recording.RATE, 1);
    private static final Format OPUS = Format.opus(Recording.RATE, 1, Framing.U32LE);
    private static final int MILLIS_20 = Recording.RATE / 50 * Short.BYTES;
    private static final int TOO_MANY_BYTES = 300 * 1024;
    private static final int DEEP = 100_000;
    /** Two frames of 60 ms, a byte each. */
    private static final byte[] PACKET_OF_120_MILLIS = {0x19, 0, 0};

    private static final int ELEVEN_MINUTES = 11 * 60 * 1000 / 120;

    private final Recording first;
    private final Recording last;
    private final String device;
    private final String other;

    private SpoiledRecords(List<Recording> recordings) {
        first = recordings.get(0);
        last = recordings.get(recordings.size() - 1);
        device = first.stream().deviceId();
        other = last.stream().deviceId();
    }

    /** Several of each kind, about the time of the first and the last recording. */
    static List<PlannedRecord> of(List<Recording> recordings, Random random) {
        SpoiledRecords records = new SpoiledRecords(recordings);
        List<PlannedRecord> all = new ArrayList<>(records.malformed());
        all.addAll(records.againstTheRules());
        all.addAll(records.unusableAudio(random));
        return all;
    }

    private List<PlannedRecord> malformed() {
        byte[] json = json();
        byte[] cbor = AudioChunkWriter.toCbor(chunk(last, PCM, new byte[MILLIS_20]));
        byte[] deep = ("{\"schema\":1,\"notes\":" + "[".repeat(DEEP)).getBytes(StandardCharsets.US_ASCII);
        return List.of(
                PlannedRecord.spoiled(device, Arrays.copyOf(json, json.length / 2), "bad_json"),
                PlannedRecord.spoiled(device, deep, "bad_json"),
                PlannedRecord.spoiled(other, Arrays.copyOf(cbor, cbor.length / 2), "bad_cbor"));
    }

    private List<PlannedRecord> againstTheRules() {
        String start = String.valueOf(first.toldStartOf(0));
        return List.of(
                PlannedRecord.spoiled(device, edited("\"started_at\"", "\"started\""), "missing_field:started_at"),
                PlannedRecord.spoiled(device, edited("pcm_s16le", "mp3"), "bad_field:codec"),
                PlannedRecord.spoiled(device, edited("16000", "4000"), "bad_field:sample_rate"),
                PlannedRecord.spoiled(device, edited(start, "0"), "bad_field:started_at"),
                PlannedRecord.spoiled(device, edited(start, "\"2126-03-09T07:00:00Z\""), "bad_field:started_at"),
                PlannedRecord.spoiled(device, withAudio("base64 it is not"), "bad_field:audio"),
                PlannedRecord.spoiled("somebody-else", json(), "key_mismatch"));
    }

    private List<PlannedRecord> unusableAudio(Random random) {
        byte[] noise = new byte[MILLIS_20];
        random.nextBytes(noise);
        noise[3] |= 0x40; // read as a packet's length it is a gigabyte
        byte[] long11 = LengthPrefixedPackets.write(Collections.nCopies(ELEVEN_MINUTES, PACKET_OF_120_MILLIS));
        String much = Base64.getEncoder().encodeToString(new byte[TOO_MANY_BYTES]);
        byte[] elsewhere = AudioChunkWriter.toCbor(new AudioChunk(
                "spoiled", last.stream(), Source.LIVE, last.toldStartOf(0), PCM, null, "file:///etc/../etc/hostname"));
        return List.of(
                PlannedRecord.spoiled(device, withAudio(""), "empty_audio"),
                PlannedRecord.spoiled(device, withAudio(much), "too_large"),
                PlannedRecord.spoiled(other, cbor(PCM, new byte[MILLIS_20 / 4]), "too_short"),
                PlannedRecord.spoiled(other, cbor(OPUS, long11), "too_long"),
                PlannedRecord.spoiled(other, cbor(OPUS, noise), "undecodable"),
                PlannedRecord.spoiled(other, cbor(Encoding.FLAC.format(), noise), "undecodable"),
                PlannedRecord.spoiled(other, elsewhere, "uri_forbidden"));
    }

    private byte[] cbor(Format format, byte[] audio) {
        return AudioChunkWriter.toCbor(chunk(last, format, audio));
    }

    /** A good record of 20 ms of silence. */
    private byte[] json() {
        return AudioChunkWriter.toJson(chunk(first, PCM, new byte[MILLIS_20]));
    }

    private byte[] edited(String from, String to) {
        return new String(json(), StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] withAudio(String text) {
        return edited(Base64.getEncoder().encodeToString(new byte[MILLIS_20]), text);
    }

    private static AudioChunk chunk(Recording recording, Format format, byte[] audio) {
        return new AudioChunk(
                "spoiled", recording.stream(), Source.LIVE, recording.toldStartOf(0), format, audio, null);
    }
}
