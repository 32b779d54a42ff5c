package io.colloquy.samples;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.AudioChunkWriter;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sounds, chunks and records that the decoder's tests share. */
public final class SampleSounds {
    public static final long START = 1_700_000_000_000_000L;
    public static final long APPENDED_MILLIS = START / 1000 + 60_000;
    public static final Origin ORIGIN = new Origin("audio-chunks", 3, 42);
    public static final String DEVICE = "device-1";

    private SampleSounds() {}

    public static AudioChunk chunk(AudioChunk.Format format, byte[] audio) {
        return new AudioChunk("c-1", new StreamId(DEVICE, "owner-1"), Source.SYNC, START, format, audio, null);
    }

    public static RawRecord record(AudioChunk chunk) {
        return record(AudioChunkWriter.toCbor(chunk));
    }

    public static RawRecord record(byte[] value) {
        return new RawRecord(DEVICE.getBytes(StandardCharsets.UTF_8), value, ORIGIN, APPENDED_MILLIS);
    }

    /** A tone of 440 Hz with a slow swell, so that no stretch of it is like another. Interleaved where stereo. */
    public static short[] tone(int rate, int channels, double seconds) {
        short[] samples = new short[(int) (rate * seconds) * channels];
        for (int i = 0; i < samples.length; i++) {
            double t = (double) (i / channels) / rate;
            samples[i] = (short) (8000 * (1.2 + Math.sin(t)) / 2.2 * Math.sin(2 * Math.PI * 440 * t));
        }
        return samples;
    }

    /** The samples of decoded sound. */
    public static short[] shorts(byte[] pcm) {
        short[] samples = new short[Pcm16.samples(pcm)];
        for (int i = 0; i < samples.length; i++) samples[i] = Pcm16.get(pcm, Short.BYTES * i);
        return samples;
    }

    /** Opus packets of 20 ms, in the mode that the encoder finds best. */
    public static List<byte[]> opusPackets(int rate, int channels, short[] samples) {
        return opusPackets(rate, channels, samples, OpusMode.MODE_UNKNOWN);
    }

    /** Opus packets of 20 ms, in this mode. */
    public static List<byte[]> opusPackets(int rate, int channels, short[] samples, OpusMode mode) {
        try {
            OpusEncoder encoder = new OpusEncoder(rate, channels, OpusApplication.OPUS_APPLICATION_AUDIO);
            encoder.setBitrate(32_000 * channels);
            if (mode != OpusMode.MODE_UNKNOWN) encoder.setForceMode(mode);
            return encode(encoder, rate / 50, channels, samples);
        } catch (OpusException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<byte[]> encode(OpusEncoder encoder, int frame, int channels, short[] samples)
            throws OpusException {
        List<byte[]> packets = new ArrayList<>();
        byte[] packet = new byte[1500];
        for (int from = 0; (from + frame) * channels <= samples.length; from += frame) {
            int length = encoder.encode(samples, from * channels, frame, packet, 0, packet.length);
            packets.add(Arrays.copyOf(packet, length));
        }
        return packets;
    }

    public static byte[] u32le(List<byte[]> packets) {
        int total = packets.stream()
                .mapToInt(packet -> Integer.BYTES + packet.length)
                .sum();
        ByteBuffer bytes = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        for (byte[] packet : packets) bytes.putInt(packet.length).put(packet);
        return bytes.array();
    }

    /** Amplitude of the 440 Hz in the samples {@code [from, to)}, and of all else there. */
    public static double[] toneAndRest(short[] samples, int from, int to) {
        double sine = 0, cosine = 0, power = 0;
        for (int i = from; i < to; i++) {
            double phase = 2 * Math.PI * 440 * i / 16_000;
            sine += samples[i] * Math.sin(phase);
            cosine += samples[i] * Math.cos(phase);
            power += (double) samples[i] * samples[i];
        }
        double tone = 2 * Math.hypot(sine, cosine) / (to - from);
        double rest = Math.sqrt(Math.max(0, 2 * power / (to - from) - tone * tone));
        return new double[] {tone, rest};
    }
}
