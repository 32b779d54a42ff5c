package io.colloquy.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.audio.LengthPrefixedPackets;
import io.colloquy.audio.OggOpus;
import io.colloquy.client.ChunkedFile.Plan;
import io.colloquy.operators.core.decode.ChunkDecoder;
import io.colloquy.operators.core.decode.DecodedChunk;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Timeline;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of files on their way to Kafka: chunks that the job accepts, and that lie where they were recorded. */
class ChunkedFileTest {
    private static final long START = 1_700_000_000_000_000L;
    private static final String DEVICE_FILE = "audio_omi1_opus_16000_1_fs160_1700000000.bin";

    private final ChunkDecoder decoder = new ChunkDecoder();

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 30, 600})
    void passesThePacketsOfADeviceFileOn(int seconds) throws Exception {
        List<byte[]> packets = packets();
        byte[] file = LengthPrefixedPackets.write(packets);

        ChunkedFile upload = ChunkedFile.cut(file, plan(DEVICE_FILE, seconds));

        List<byte[]> sent = new ArrayList<>();
        for (AudioChunk chunk : upload.chunks()) sent.addAll(LengthPrefixedPackets.read(chunk.audio()));
        assertThat(sent).containsExactlyElementsOf(packets);
        int millis = 20 * packets.size();
        assertThat(upload.chunks()).hasSize((millis + seconds * 1000 - 1) / (seconds * 1000));
        assertThat(upload.end()).isEqualTo(START + millis * 1000L);
        assertObeysTheContract(upload, seconds);
    }

    @ParameterizedTest
    @CsvSource({"pcm16,PCM_S16LE,32", "pcm8,PCM_U8,16", "mulaw8,MULAW,16"})
    void joinsTheFramesOfADeviceThatDoesNotCompress(String name, Codec codec, int bytesPerMilli) throws Exception {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < 2_001; i++) frames.add(filled(10 * bytesPerMilli, i));
        String fileName = "audio_omi1_" + name + "_16000_1_fs160_1700000000.bin";

        ChunkedFile upload = ChunkedFile.cut(LengthPrefixedPackets.write(frames), plan(fileName, 30));

        assertThat(upload.chunks()).allMatch(chunk -> chunk.format().codec() == codec);
        assertThat(joined(upload)).isEqualTo(joined(frames));
        assertThat(upload.end() - START).isEqualTo(20_010_000);
        assertObeysTheContract(upload, 30);
    }

    @Test
    void readsWhatADeviceFileIsCalled() {
        assertThat(DeviceFile.of(DEVICE_FILE)).contains(new DeviceFile("omi1", "opus", 16_000, 1, START));
        assertThat(DeviceFile.of("audio_omi1_opus_fs320_16000_1_fs320_1700000000.bin"))
                .contains(new DeviceFile("omi1", "opus_fs320", 16_000, 1, START));
        assertThat(DeviceFile.of("audio.bin")).isEmpty();
        String aac = "audio_omi1_aac_16000_1_fs160_1700000000.bin";
        assertThatThrownBy(() -> ChunkedFile.cut(new byte[100], plan(aac, 30)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("aac");
    }

    @Test
    void passesThePacketsOfAnOggFileOnFromBeforeTheRecordingBegins() throws Exception {
        byte[] file = Files.readAllBytes(recording());
        OggOpus ogg = OggOpus.read(file);

        ChunkedFile upload = ChunkedFile.cut(file, plan("a.opus", 30));

        List<byte[]> sent = new ArrayList<>();
        for (AudioChunk chunk : upload.chunks()) sent.addAll(LengthPrefixedPackets.read(chunk.audio()));
        assertThat(sent).containsExactlyElementsOf(ogg.packets());
        assertThat(upload.chunks().get(0).startedAt()).isEqualTo(START - ogg.preSkip() * 1_000_000L / 48_000);
        assertObeysTheContract(upload, 30);
    }

    @Test
    void leavesAGapWhereAnOggFileLostPackets() throws Exception {
        List<byte[]> packets = new ArrayList<>(packets().subList(0, 100));
        packets.set(40, new byte[0]);
        packets.set(41, new byte[0]);

        ChunkedFile upload =
                PacketCutter.cut(packets, AudioChunk.Format.opus(48_000, 1, Framing.U32LE), plan("a.opus", 30));

        assertThat(upload.chunks()).extracting(AudioChunk::startedAt).containsExactly(START, START + 42 * 20_000);
        assertThat(upload.end()).isEqualTo(START + 2_000_000);
    }

    @ParameterizedTest
    @CsvSource({"1,25", "8,4", "30,4", "600,4"})
    void cutsAWavFileIntoChunksThatAreNotTooLarge(int seconds, int chunks) throws Exception {
        byte[] pcm = new byte[2 * 16_000 * 25];
        for (int i = 0; i < pcm.length; i++) pcm[i] = (byte) (i % 251);
        byte[] file = wav(pcm);

        ChunkedFile upload = ChunkedFile.cut(file, plan("a.wav", seconds));

        assertThat(upload.chunks()).hasSize(chunks);
        assertThat(joined(upload)).isEqualTo(pcm);
        assertThat(upload.end()).isEqualTo(START + 25_000_000);
        assertObeysTheContract(upload, seconds);
    }

    @Test
    void givesTheSameChunksForTheSameFile() throws Exception {
        byte[] file = Files.readAllBytes(recording());

        List<byte[]> first = values(ChunkedFile.cut(file, plan("a.opus", 7)));
        List<byte[]> second = values(ChunkedFile.cut(file, plan("a.opus", 7)));

        assertThat(second).containsExactlyElementsOf(first);
    }

    @Test
    void rejectsWhatIsNoAudio() {
        assertThatThrownBy(() -> ChunkedFile.cut(new byte[] {'I', 'D', '3', 4}, plan("a.mp3", 30)))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("neither WAV");
        byte[] broken = Arrays.copyOf(wav(new byte[100]), 20);
        assertThatThrownBy(() -> ChunkedFile.cut(broken, plan("a.wav", 30))).isInstanceOf(RejectedException.class);
    }

    private static Plan plan(String name, int seconds) {
        return new Plan(name, "omi1", START, Duration.ofSeconds(seconds));
    }

    /** Each is accepted, follows the one before, and is no longer than was asked for, but for a packet. */
    private void assertObeysTheContract(ChunkedFile upload, int seconds) throws RejectedException {
        long end = upload.chunks().get(0).startedAt();
        for (AudioChunk chunk : upload.chunks()) {
            RawRecord record = new RawRecord(
                    "omi1".getBytes(StandardCharsets.UTF_8),
                    AudioChunkWriter.toCbor(chunk),
                    new Origin("t", 0, 0),
                    START / 1000 + 3_600_000);
            DecodedChunk decoded = decoder.decode(record);
            assertThat(chunk.startedAt()).isBetween(end - 100, end + 100);
            assertThat(Timeline.micros(decoded.samples())).isLessThanOrEqualTo(seconds * 1_000_000L + 20_000);
            end = chunk.startedAt() + Timeline.micros(decoded.samples());
        }
        assertThat(upload.end()).isBetween(end - 100, end + 100);
    }

    private static List<byte[]> packets() throws Exception {
        return OggOpus.read(Files.readAllBytes(recording())).packets().subList(0, 1_763);
    }

    private static Path recording() {
        return Path.of("../models/recordings/market.opus");
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] joined(ChunkedFile upload) {
        return joined(upload.chunks().stream().map(AudioChunk::audio).toList());
    }

    private static byte[] joined(List<byte[]> pieces) {
        ByteBuffer joined = ByteBuffer.allocate(
                pieces.stream().mapToInt(piece -> piece.length).sum());
        pieces.forEach(joined::put);
        return joined.array();
    }

    private static List<byte[]> values(ChunkedFile upload) {
        return upload.chunks().stream().map(AudioChunkWriter::toCbor).toList();
    }

    private static byte[] wav(byte[] pcm) {
        ByteBuffer file = ByteBuffer.allocate(44 + pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + pcm.length);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(16_000).putInt(32_000);
        file.putShort((short) 2).putShort((short) 16);
        return file.put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(pcm.length)
                .put(pcm)
                .array();
    }
}
