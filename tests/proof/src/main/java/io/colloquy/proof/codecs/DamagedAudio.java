package io.colloquy.proof.codecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.colloquy.audio.AudioDecoders;
import io.colloquy.audio.DecodedAudio;
import io.colloquy.audio.DurationLimits;
import io.colloquy.samples.FlacSample;
import io.colloquy.samples.Mutations;
import io.colloquy.samples.OggSample;
import io.colloquy.samples.SampleSounds;
import io.colloquy.samples.WavSample;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.RejectedException;
import io.github.jaredmdobson.concentus.OpusMode;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * The codecs and framings of the contract, each with a good input of it to be damaged: a few bytes changed, a stretch
 * repeated, or the end cut off. In half of the damaged ones checksums are made right again, so that they don't keep
 * damage from the code behind them.
 */
public enum DamagedAudio {
    PCM_S16LE(Format.pcm(44_100, 2), Pcm16.bytes(SampleSounds.tone(44_100, 2, 0.2)), DamagedAudio::nothing),
    PCM_U8(
            new Format(Codec.PCM_U8, 8_000, 1, null),
            Pcm16.bytes(SampleSounds.tone(8_000, 1, 0.5)),
            DamagedAudio::nothing),
    MULAW(
            new Format(Codec.MULAW, 8_000, 1, null),
            Pcm16.bytes(SampleSounds.tone(8_000, 1, 0.5)),
            DamagedAudio::nothing),
    WAV(new Format(Codec.WAV, null, 1, null), wav(), DamagedAudio::nothing),
    FLAC(new Format(Codec.FLAC, null, 1, null), flac(), FlacSample::repair),
    SILK(Format.opus(16_000, 1, Framing.U32LE), opus(16_000, OpusMode.MODE_SILK_ONLY), DamagedAudio::nothing),
    HYBRID(Format.opus(48_000, 1, Framing.U32LE), opus(48_000, OpusMode.MODE_HYBRID), DamagedAudio::nothing),
    CELT(Format.opus(48_000, 1, Framing.U32LE), opus(48_000, OpusMode.MODE_CELT_ONLY), DamagedAudio::nothing),
    OGG(Format.opus(48_000, 1, Framing.OGG), ogg(), (damaged, whole) -> OggSample.repair(damaged));

    private static final long MOST_NANOS = 1_000_000_000L;
    private static final long MOST_BYTES = 256L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Not for use by several threads, so each has one. */
    private static final ThreadLocal<AudioDecoders> DECODERS = ThreadLocal.withInitial(AudioDecoders::new);

    private final Format format;
    private final byte[] good;
    private final BiConsumer<byte[], byte[]> repair;

    DamagedAudio(Format format, byte[] good, BiConsumer<byte[], byte[]> repair) {
        this.format = format;
        this.good = good;
        this.repair = repair;
    }

    private static void nothing(byte[] damaged, byte[] whole) {}

    private static byte[] wav() {
        return new WavSample()
                .chunk("LIST", new byte[20])
                .extensible(WavSample.PCM, 22_050, 2, 24)
                .chunk("fact", new byte[4])
                .chunk("data", Arrays.copyOf(Pcm16.bytes(SampleSounds.tone(22_050, 2, 0.3)), 24_000))
                .chunk("id3 ", new byte[30])
                .bytes();
    }

    private static byte[] flac() {
        return FlacSample.of(22_050, 2, SampleSounds.tone(22_050, 2, 0.5));
    }

    private static byte[] opus(int rate, OpusMode mode) {
        return SampleSounds.u32le(SampleSounds.opusPackets(rate, 1, SampleSounds.tone(rate, 1, 0.2), mode));
    }

    private static byte[] ogg() {
        return OggSample.of(SampleSounds.opusPackets(16_000, 1, SampleSounds.tone(16_000, 1, 0.3)), 312, 14_000);
    }

    /** Whether the good input, which must pass, gives samples. */
    boolean decodesUndamaged() {
        return decodes(good.clone());
    }

    /**
     * Whether the input gives samples, damaged in so many bytes as these numbers will have it.
     *
     * @throws AssertionError where decoding does anything but end soon and in little memory, in audio of a lawful
     *     length or in a rejection
     */
    public boolean decodes(Random random, int changes) {
        byte[] damaged = Mutations.mutate(good, random, changes);
        if (random.nextBoolean()) repair.accept(damaged, good);
        return decodes(damaged);
    }

    /** Measures the thread alone, so that a busy machine fails nothing. */
    private boolean decodes(byte[] audio) {
        long self = Thread.currentThread().getId();
        long allocated = THREADS.getThreadAllocatedBytes(self);
        long began = THREADS.getCurrentThreadCpuTime();
        boolean decoded = decodesUnmeasured(audio);
        assertThat(THREADS.getCurrentThreadCpuTime() - began)
                .as("ns for %s", this)
                .isLessThanOrEqualTo(MOST_NANOS);
        assertThat(THREADS.getThreadAllocatedBytes(self) - allocated)
                .as("bytes for %s", this)
                .isLessThanOrEqualTo(MOST_BYTES);
        return decoded;
    }

    private boolean decodesUnmeasured(byte[] audio) {
        try {
            DecodedAudio decoded = DECODERS.get().decode(audio, format, DurationLimits.CARRIED);
            assertThat(decoded.samples())
                    .as("samples of %s", this)
                    .isBetween(DurationLimits.MIN_SAMPLES, DurationLimits.CARRIED.maxSamples());
            return true;
        } catch (RejectedException e) {
            assertThat(e.reason()).as("%s", this).isIn("undecodable", "too_short", "too_long");
            return false;
        } catch (RuntimeException | Error e) {
            throw e instanceof AssertionError assertion ? assertion : new AssertionError(this + ": " + e, e);
        }
    }
}
