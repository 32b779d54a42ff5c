package io.colloquy.operators.core.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.audio.DurationLimits;
import io.colloquy.samples.FlacSample;
import io.colloquy.samples.Mutations;
import io.colloquy.samples.OggSample;
import io.colloquy.samples.SampleSounds;
import io.colloquy.samples.WavSample;
import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.RejectedException;
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
            assertDecodesOrRejects(seed, Mutations.mutate(value, random));
        }
    }

    private void assertDecodesOrRejects(int seed, byte[] value) {
        long began = System.nanoTime();
        decodeOrReject(seed, value);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("seed %d", seed)
                .isLessThan(SLOWEST);
    }

    private void decodeOrReject(int seed, byte[] value) {
        try {
            DecodedChunk chunk = decoder.decode(SampleSounds.record(value));
            assertThat(chunk.samples()).isBetween(DurationLimits.MIN_SAMPLES, DurationLimits.CARRIED.maxSamples());
        } catch (RejectedException e) {
            assertThat(e.reason()).matches("[a-z_]+(:[a-z_]+)?");
        } catch (Throwable e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static List<AudioChunk> chunks() {
        short[] tone = SampleSounds.tone(16_000, 1, 0.5);
        List<byte[]> packets = SampleSounds.opusPackets(16_000, 1, tone);
        List<byte[]> hybrid =
                SampleSounds.opusPackets(48_000, 1, SampleSounds.tone(48_000, 1, 0.3), OpusMode.MODE_HYBRID);
        return List.of(
                SampleSounds.chunk(Format.opus(48_000, 1, Framing.U32LE), SampleSounds.u32le(hybrid)),
                SampleSounds.chunk(Format.opus(16_000, 1, Framing.U32LE), SampleSounds.u32le(packets)),
                SampleSounds.chunk(Format.opus(48_000, 1, Framing.OGG), OggSample.of(packets, 312, 24_000)),
                SampleSounds.chunk(new Format(Codec.WAV, null, 1, null), WavSample.of(16_000, 1, tone)),
                SampleSounds.chunk(new Format(Codec.FLAC, null, 1, null), FlacSample.of(16_000, 1, tone)),
                SampleSounds.chunk(Format.pcm(44_100, 2), Arrays.copyOf(Pcm16.bytes(tone), 8_000)));
    }
}
