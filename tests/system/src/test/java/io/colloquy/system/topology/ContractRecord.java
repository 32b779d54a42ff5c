package io.colloquy.system.topology;

import io.colloquy.audio.OggOpus;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A record, and what the contract says of it.
 *
 * @param device whose only record it is, save where a test sends another
 * @param reason why it is handed back; null where it is not
 * @param millis of audio, where it is accepted: also where the models fail on it later
 */
record ContractRecord(String name, String device, byte[] key, byte[] value, String reason, int millis) {
    static final long START = 1_700_000_000_000_000L;
    static final long SENT_AT = START / 1000 + 3_600_000;
    static final long HORIZON = 30 * 86_400_000_000L;
    private static final String GONE = "gone";
    private static final String UNHEARABLE = "unhearable";
    private static final Path RECORDING = Path.of("../../models/recordings/market.opus");
    private static final Path FLAC = Path.of("../../audio/src/test/resources/audio/ffmpeg.flac");
    private static final Format PCM = Format.pcm(16_000, 1);
    private static final byte[] SECOND = sound(16_000);

    /** The operator that rejects it. */
    String stage() {
        return switch (reason) {
            case "beyond_horizon" -> "admit";
            case "inference_failed" -> device.equals(UNHEARABLE) ? "hear" : "detect-speech";
            default -> "decode";
        };
    }

    /** Whether Kafka no longer holds it when it is rejected. */
    boolean gone() {
        return device.equals(GONE);
    }

    boolean isRejected() {
        return reason != null && millis == 0;
    }

    boolean hasFailed() {
        return reason != null && millis > 0;
    }

    /** As Kafka would hold it. */
    RawRecord at(long offset) {
        return new RawRecord(key, value, new Origin("audio-chunks", 0, offset), SENT_AT);
    }

    @Override
    public String toString() {
        return name;
    }

    /** One of each kind. @param stored a folder that an audio_uri may lie under; {@code a.wav} is put there */
    static List<ContractRecord> all(Path stored) throws Exception {
        Files.write(stored.resolve("a.wav"), wav(SECOND, SECOND.length));
        List<ContractRecord> records = new ArrayList<>(malformed());
        records.addAll(brokenFields());
        records.addAll(brokenAudio());
        records.addAll(uris(stored));
        records.addAll(accepted());
        records.addAll(beyondHorizon());
        records.addAll(failing());
        return records;
    }

    private static List<ContractRecord> malformed() {
        byte[] cbor = AudioChunkWriter.toCbor(chunk("cut-cbor", PCM, SECOND));
        byte[] nestedCbor = new byte[100_000];
        Arrays.fill(nestedCbor, (byte) 0x81);
        return List.of(
                rejected("not JSON", "not-json", "hello".getBytes(StandardCharsets.UTF_8), "bad_json"),
                rejected("no object", "no-object", "[1,2]".getBytes(StandardCharsets.UTF_8), "bad_json"),
                rejected("null value", "null-value", null, "bad_json"),
                rejected("no byte", "no-byte", new byte[0], "bad_json"),
                rejected("bad CBOR", "bad-cbor", new byte[] {(byte) 0xBF, 0x1C}, "bad_cbor"),
                rejected("CBOR cut short", "cut-cbor", Arrays.copyOf(cbor, cbor.length / 2), "bad_cbor"),
                rejected(
                        "100,000 brackets",
                        "brackets",
                        "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                        "bad_json"),
                edited("100,000 brackets in a field", "inner", "}", ",\"x\":" + "[".repeat(100_000), "bad_json"),
                rejected("100,000 CBOR arrays", "nested-cbor", nestedCbor, "bad_cbor"));
    }

    private static List<ContractRecord> brokenFields() {
        List<ContractRecord> records = new ArrayList<>(List.of(
                edited("a number as codec", "codec-type", "\"pcm_s16le\"", "7", "bad_field:codec"),
                edited(
                        "text as channels",
                        "channels-type",
                        "\"channels\":1",
                        "\"channels\":\"1\"",
                        "bad_field:channels"),
                edited(
                        "an object as device_id",
                        "id-type",
                        "\"device_id\":",
                        "\"device_id\":{},\"x\":",
                        "bad_field:device_id"),
                edited("unknown codec", "codec", "pcm_s16le", "mp3", "bad_field:codec"),
                edited("schema 2", "schema", "\"schema\":1", "\"schema\":2", "bad_field:schema"),
                edited("3 channels", "channels", "\"channels\":1", "\"channels\":3", "bad_field:channels"),
                edited("4 kHz", "rate", "16000", "4000", "bad_field:sample_rate"),
                edited("framing of PCM", "framing", "\"channels\":1", "\"framing\":\"ogg\"", "bad_field:framing"),
                edited("unknown source", "source", "\"live\"", "\"later\"", "bad_field:source"),
                edited("a space in chunk_id", "chunk", "\"a-chunk\"", "\"a chunk\"", "bad_field:chunk_id"),
                edited("1970", "epoch", START + "", "0", "bad_field:started_at"),
                edited("a time without a zone", "zone", START + "", "\"2023-11-14T22:13:20\"", "bad_field:started_at"),
                edited("next year", "future", START + "", START + 365 * 86_400_000_000L + "", "bad_field:started_at"),
                edited("base64 garbage", "base64", "\"audio\":\"", "\"audio\":\"*~", "bad_field:audio")));
        for (String field : List.of("schema", "chunk_id", "device_id", "started_at", "codec", "sample_rate", "audio")) {
            String device = "without-" + field;
            records.add(edited("no " + field, device, '"' + field + '"', "\"x\"", "missing_field:" + field));
        }
        byte[] json = AudioChunkWriter.toJson(chunk("another", PCM, SECOND));
        records.add(rejected("key of another device", "not-another", json, "key_mismatch"));
        records.add(new ContractRecord("no key", "(none)", null, json, "key_mismatch", 0));
        return records;
    }

    private static List<ContractRecord> brokenAudio() {
        byte[] noise = new byte[20_000];
        new Random(1).nextBytes(noise);
        byte[] sixtyMillis = u32le(Collections.nCopies(11_000, new byte[] {0x18}));
        Format opus = Format.opus(16_000, 1, Framing.U32LE);
        return List.of(
                edited("empty audio", "empty", "\"audio\":\"[^\"]+", "\"audio\":\"", "empty_audio"),
                edited("300 KiB", "large", "\"audio\":\"", "\"audio\":\"" + "AAAA".repeat(102_400), "too_large"),
                rejected("11 minutes", chunk("long", opus, sixtyMillis), "too_long"),
                rejected("5 ms", chunk("short", PCM, new byte[160]), "too_short"),
                rejected("Opus of noise", chunk("noise", opus, noise), "undecodable"),
                rejected("Ogg of noise", chunk("ogg-noise", Format.opus(16_000, 1, Framing.OGG), noise), "undecodable"),
                rejected("WAV of noise", chunk("wav-noise", container(Codec.WAV), noise), "undecodable"),
                rejected("FLAC of noise", chunk("flac-noise", container(Codec.FLAC), noise), "undecodable"));
    }

    private static List<ContractRecord> uris(Path stored) {
        String folder = "file://" + stored;
        return List.of(
                rejected("a URI outside", stored("outside", "file:///etc/passwd"), "uri_forbidden"),
                rejected("a URI out by ..", stored("dots", folder + "/../a.wav"), "uri_forbidden"),
                rejected("a URI out by escapes", stored("escapes", folder + "/%2e%2e/a.wav"), "uri_forbidden"),
                rejected("a URI escaped twice", stored("twice", folder + "/%252e%252e/a.wav"), "uri_forbidden"),
                rejected("a URI in no bucket of ours", stored("bucket", "s3://somewhere/a.wav"), "uri_forbidden"),
                rejected("a URI of nothing", stored("nothing", folder + "/b.wav"), "uri_missing"),
                accepted("a URI of a WAV", stored("stored", folder + "/a.wav"), 1000));
    }

    private static List<ContractRecord> accepted() throws Exception {
        byte[] ogg = Files.readAllBytes(RECORDING);
        List<byte[]> packets = new ArrayList<>(OggOpus.read(ogg).packets().subList(100, 200));
        packets.set(50, new byte[] {-1, -1, -1});
        Format opus = Format.opus(16_000, 1, Framing.U32LE);
        byte[] wav = wav(SECOND, 1 << 30);
        byte[] again = SECOND.clone();
        again[0]++;
        return List.of(
                accepted("PCM", chunk("pcm", PCM, SECOND), 1000),
                accepted("PCM in bytes", chunk("u8", new Format(Codec.PCM_U8, 8_000, 1, null), SECOND), 4000),
                accepted("mulaw", chunk("mulaw", new Format(Codec.MULAW, 8_000, 2, null), SECOND), 2000),
                accepted("truncated WAV", chunk("wav", container(Codec.WAV), Arrays.copyOf(wav, 16_044)), 500),
                accepted("FLAC", chunk("flac", container(Codec.FLAC), Files.readAllBytes(FLAC)), 500),
                accepted("one broken Opus packet", chunk("opus", opus, u32le(packets)), 2000),
                accepted("pure silence", chunk("silence", PCM, new byte[64_000]), 2000),
                edited("unknown fields", "fields", "\"schema\":1", "\"schema\":1,\"x\":{\"y\":[1,null]}", null),
                accepted("a chunk", chunk("reused-id", PCM, SECOND), 1000),
                accepted("its chunk_id with other audio", chunk("reused-id", PCM, again), 1000));
    }

    /** Each device has a chunk of today first; what lies behind it by more than the horizon is rejected, also again. */
    private static List<ContractRecord> beyondHorizon() {
        return List.of(
                accepted("a chunk of today", chunk("horizon", PCM, SECOND), 1000),
                rejected("one too old", old("horizon"), "beyond_horizon"),
                rejected("the same once more", old("horizon"), "beyond_horizon"),
                accepted("another of today", chunk(GONE, PCM, SECOND), 1000),
                rejected("one that Kafka no longer holds", old(GONE), "beyond_horizon"));
    }

    private static AudioChunk old(String device) {
        long start = START - HORIZON - 1;
        return new AudioChunk("a-chunk", new StreamId(device, device), Source.LIVE, start, PCM, SECOND, null);
    }

    /** What the models fail on is accepted all the same, and accounted as failed. */
    private static List<ContractRecord> failing() {
        return List.of(
                failing("without voice activity", "undetectable", FailingModels.UNDETECTABLE),
                failing("without words", UNHEARABLE, FailingModels.UNHEARABLE),
                failing("what it goes on in", continuation(UNHEARABLE)));
    }

    private static ContractRecord failing(String name, String device, byte mark) {
        byte[] marked = SECOND.clone();
        marked[0] = mark;
        return failing(name, chunk(device, PCM, marked));
    }

    /** A second later. */
    private static AudioChunk continuation(String device) {
        return new AudioChunk("next", new StreamId(device, device), Source.LIVE, START + 1_000_000, PCM, SECOND, null);
    }

    private static ContractRecord failing(String name, AudioChunk chunk) {
        String device = chunk.stream().deviceId();
        byte[] value = AudioChunkWriter.toCbor(chunk);
        return new ContractRecord(
                name, device, device.getBytes(StandardCharsets.UTF_8), value, "inference_failed", 1000);
    }

    private static ContractRecord rejected(String name, String device, byte[] value, String reason) {
        return new ContractRecord(name, device, device.getBytes(StandardCharsets.UTF_8), value, reason, 0);
    }

    private static ContractRecord rejected(String name, AudioChunk chunk, String reason) {
        return rejected(name, chunk.stream().deviceId(), AudioChunkWriter.toJson(chunk), reason);
    }

    private static ContractRecord accepted(String name, AudioChunk chunk, int millis) {
        String device = chunk.stream().deviceId();
        byte[] key = device.getBytes(StandardCharsets.UTF_8);
        return new ContractRecord(name, device, key, AudioChunkWriter.toCbor(chunk), null, millis);
    }

    /** A good record of one second, with something in its JSON replaced. @param reason null where it stays good */
    private static ContractRecord edited(String name, String device, String pattern, String by, String reason) {
        String json = new String(AudioChunkWriter.toJson(chunk(device, PCM, SECOND)), StandardCharsets.UTF_8);
        String edited = pattern.equals("}") ? json.replace(pattern, by) : json.replaceFirst(pattern, by);
        if (edited.equals(json)) throw new IllegalArgumentException("nothing to edit for " + name);
        byte[] key = device.getBytes(StandardCharsets.UTF_8);
        int millis = reason == null ? 1000 : 0;
        return new ContractRecord(name, device, key, edited.getBytes(StandardCharsets.UTF_8), reason, millis);
    }

    private static AudioChunk chunk(String device, Format format, byte[] audio) {
        return new AudioChunk("a-chunk", new StreamId(device, device), Source.LIVE, START, format, audio, null);
    }

    private static AudioChunk stored(String device, String uri) {
        Format format = container(Codec.WAV);
        return new AudioChunk("a-chunk", new StreamId(device, device), Source.LIVE, START, format, null, uri);
    }

    private static Format container(Codec codec) {
        return new Format(codec, null, 1, null);
    }

    /** A square wave: the stand-in hears whatever is not zero. */
    private static byte[] sound(int samples) {
        byte[] pcm = new byte[2 * samples];
        for (int i = 0; i < samples; i++) pcm[2 * i + 1] = (byte) (i / 40 % 2 == 0 ? 8 : -8);
        return pcm;
    }

    private static byte[] wav(byte[] pcm, int claimed) {
        ByteBuffer file = ByteBuffer.allocate(44 + pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + claimed);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(16_000).putInt(32_000);
        file.putShort((short) 2).putShort((short) 16);
        return file.put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(claimed)
                .put(pcm)
                .array();
    }

    private static byte[] u32le(List<byte[]> packets) {
        int bytes = packets.stream().mapToInt(packet -> 4 + packet.length).sum();
        ByteBuffer framed = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        packets.forEach(packet -> framed.putInt(packet.length).put(packet));
        return framed.array();
    }
}
