package io.colloquy.operators.decode.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.RejectedRecord;
import io.github.jaredmdobson.concentus.OpusMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a record holds, decoding it ends soon, in audio of a lawful length or in a rejection. */
class ChunkDecoderFuzzTest {
    private static final int MUTATIONS = 1_000;
    private static final Duration SLOWEST = Duration.ofSeconds(5);

    private final ChunkDecoder decoder = new ChunkDecoder();

    @Test
    void survivesDamagedRecords() {
        List<AudioChunk> chunks = chunks();
        for (int seed = 0; seed < MUTATIONS; seed++) {
            Random random = new Random(seed);
            AudioChunk chunk = chunks.get(seed % chunks.size());
            byte[] value = random.nextBoolean() ? AudioChunkWriter.toCbor(chunk) : AudioChunkWriter.toJson(chunk);
            assertDecodesOrRejects(seed, mutate(value, random));
        }
    }

    @Test
    void survivesDamagedAudio() {
        List<AudioChunk> chunks = chunks();
        int decoded = 0;
        for (int seed = 0; seed < MUTATIONS; seed++) {
            AudioChunk chunk = chunks.get(seed % chunks.size());
            byte[] audio = mutate(chunk.audio(), new Random(seed));
            if (audio.length == 0) continue;
            if (assertDecodesOrRejects(seed, AudioChunkWriter.toCbor(Samples.chunk(chunk.format(), audio)))) decoded++;
        }
        assertThat(decoded).isGreaterThan(MUTATIONS / 2);
    }

    private boolean assertDecodesOrRejects(int seed, byte[] value) {
        long began = System.nanoTime();
        boolean decoded = decodes(seed, value);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("seed %d", seed)
                .isLessThan(SLOWEST);
        return decoded;
    }

    private boolean decodes(int seed, byte[] value) {
        try {
            DecodedChunk chunk = decoder.decode(Samples.record(value));
            assertThat(chunk.samples()).isBetween(DurationLimits.MIN_SAMPLES, DurationLimits.CARRIED.maxSamples());
            return true;
        } catch (RejectedRecord e) {
            assertThat(e.reason()).matches("[a-z_]+(:[a-z_]+)?");
            return false;
        } catch (Throwable e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static List<AudioChunk> chunks() {
        short[] tone = Samples.tone(16_000, 1, 0.5);
        List<byte[]> packets = Samples.opusPackets(16_000, 1, tone);
        List<byte[]> hybrid = Samples.opusPackets(48_000, 1, Samples.tone(48_000, 1, 0.3), OpusMode.MODE_HYBRID);
        return List.of(
                Samples.chunk(Format.opus(48_000, 1, Framing.U32LE), Samples.u32le(hybrid)),
                Samples.chunk(Format.opus(16_000, 1, Framing.U32LE), Samples.u32le(packets)),
                Samples.chunk(Format.opus(48_000, 1, Framing.OGG), OggFile.of(packets, 312, 24_000)),
                Samples.chunk(Format.pcm(44_100, 2), Arrays.copyOf(Samples.bytes(tone), 8_000)));
    }

    /** A few bytes changed, a stretch repeated, or the end cut off. */
    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] mutated = bytes.clone();
        int changes = 1 + random.nextInt(8);
        int reach = random.nextBoolean() ? mutated.length : Math.min(mutated.length, 200);
        for (int i = 0; i < changes; i++) mutated[random.nextInt(reach)] = (byte) random.nextInt();
        switch (random.nextInt(4)) {
            case 0 -> mutated = Arrays.copyOf(mutated, random.nextInt(mutated.length));
            case 1 -> {
                int from = random.nextInt(mutated.length);
                int length = random.nextInt(mutated.length - from);
                System.arraycopy(bytes, from, mutated, random.nextInt(mutated.length - length), length);
            }
            default -> {}
        }
        return mutated;
    }
}
