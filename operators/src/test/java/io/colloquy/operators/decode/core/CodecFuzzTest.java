package io.colloquy.operators.decode.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.RejectedRecord;
import io.github.jaredmdobson.concentus.OpusMode;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever bytes a codec is given, it ends soon and takes little, in audio of a lawful length or in a rejection. Inputs
 * are good files with a few bytes changed, a stretch repeated, or the end cut off; in half of them checksums are made
 * right again, so that they don't keep damage from the code behind them.
 */
class CodecFuzzTest {
    /** How many inputs each codec is given. */
    private static final int INPUTS = Integer.getInteger("colloquy.fuzz.inputs", 2_000);

    private static final double LEAST_DECODED = 0.3;
    private static final long MOST_NANOS = 1_000_000_000L;
    private static final long MOST_BYTES = 256L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ChunkDecoder decoder = new ChunkDecoder();

    /** The codecs and framings of the contract, each with a good input of it. */
    enum Input {
        PCM_S16LE(Format.pcm(44_100, 2), Samples.bytes(Samples.tone(44_100, 2, 0.2)), Input::nothing),
        PCM_U8(new Format(Codec.PCM_U8, 8_000, 1, null), Samples.bytes(Samples.tone(8_000, 1, 0.5)), Input::nothing),
        MULAW(new Format(Codec.MULAW, 8_000, 1, null), Samples.bytes(Samples.tone(8_000, 1, 0.5)), Input::nothing),
        WAV(new Format(Codec.WAV, null, 1, null), wav(), Input::nothing),
        FLAC(new Format(Codec.FLAC, null, 1, null), flac(), FlacFile::repair),
        SILK(Format.opus(16_000, 1, Framing.U32LE), opus(16_000, OpusMode.MODE_SILK_ONLY), Input::nothing),
        HYBRID(Format.opus(48_000, 1, Framing.U32LE), opus(48_000, OpusMode.MODE_HYBRID), Input::nothing),
        CELT(Format.opus(48_000, 1, Framing.U32LE), opus(48_000, OpusMode.MODE_CELT_ONLY), Input::nothing),
        OGG(Format.opus(48_000, 1, Framing.OGG), ogg(), (damaged, whole) -> OggFile.repair(damaged));

        private final Format format;
        private final byte[] good;
        private final BiConsumer<byte[], byte[]> repair;

        Input(Format format, byte[] good, BiConsumer<byte[], byte[]> repair) {
            this.format = format;
            this.good = good;
            this.repair = repair;
        }

        private static void nothing(byte[] damaged, byte[] whole) {}

        private static byte[] wav() {
            return new WavFile()
                    .chunk("LIST", new byte[20])
                    .extensible(WavFile.PCM, 22_050, 2, 24)
                    .chunk("fact", new byte[4])
                    .chunk("data", Arrays.copyOf(Samples.bytes(Samples.tone(22_050, 2, 0.3)), 24_000))
                    .chunk("id3 ", new byte[30])
                    .bytes();
        }

        private static byte[] flac() {
            return FlacFile.of(22_050, 2, Samples.tone(22_050, 2, 0.5));
        }

        private static byte[] opus(int rate, OpusMode mode) {
            return Samples.u32le(Samples.opusPackets(rate, 1, Samples.tone(rate, 1, 0.2), mode));
        }

        private static byte[] ogg() {
            return OggFile.of(Samples.opusPackets(16_000, 1, Samples.tone(16_000, 1, 0.3)), 312, 14_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void decodesOrRejectsSoonAndInLittleMemory(Input input) {
        decodes(input, input.good.clone(), -1);
        int decoded = 0;
        for (int seed = 0; seed < INPUTS; seed++) {
            Random random = new Random(seed);
            byte[] mutated = Mutations.mutate(input.good, random);
            if (random.nextBoolean()) input.repair.accept(mutated, input.good);
            if (decodes(input, mutated, seed)) decoded++;
        }
        assertThat((double) decoded / INPUTS).as("share that gave samples").isGreaterThan(LEAST_DECODED);
    }

    /** Measures the thread alone, so that a busy machine fails nothing. */
    private boolean decodes(Input input, byte[] audio, int seed) {
        long self = Thread.currentThread().getId();
        long allocated = THREADS.getThreadAllocatedBytes(self);
        long began = THREADS.getCurrentThreadCpuTime();
        boolean decoded = decodesUnmeasured(input, audio, seed);
        assertThat(THREADS.getCurrentThreadCpuTime() - began)
                .as("ns, seed %d", seed)
                .isLessThan(MOST_NANOS);
        assertThat(THREADS.getThreadAllocatedBytes(self) - allocated)
                .as("bytes, seed %d", seed)
                .isLessThan(MOST_BYTES);
        return decoded;
    }

    private boolean decodesUnmeasured(Input input, byte[] audio, int seed) {
        try {
            DecodedAudio decoded = decoder.decode(audio, input.format, DurationLimits.CARRIED);
            assertThat(decoded.samples())
                    .as("seed %d", seed)
                    .isBetween(DurationLimits.MIN_SAMPLES, DurationLimits.CARRIED.maxSamples());
            return true;
        } catch (RejectedRecord e) {
            assertThat(e.reason()).as("seed %d", seed).isIn("undecodable", "too_short", "too_long");
            return false;
        } catch (RuntimeException | Error e) {
            throw e instanceof AssertionError assertion ? assertion : new AssertionError("seed " + seed, e);
        }
    }
}
