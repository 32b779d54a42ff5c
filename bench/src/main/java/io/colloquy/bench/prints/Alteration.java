package io.colloquy.bench.prints;

import io.colloquy.audio.AudioDecoders;
import io.colloquy.audio.LengthPrefixedPackets;
import io.colloquy.audio.SoundPrint;
import io.colloquy.audio.SoundPrinter;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Timeline;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What befalls one sound on its way through another device. Samples are 16 kHz, mono. */
enum Alteration {
    /** 16 kbit/s, decoded as the job does it. */
    OPUS {
        @Override
        short[] apply(short[] sound) {
            return opus(sound);
        }
    },
    QUIETER {
        @Override
        short[] apply(short[] sound) {
            return scaled(sound, 0.5);
        }
    },
    /** What is too loud then is clipped. */
    LOUDER {
        @Override
        short[] apply(short[] sound) {
            return scaled(sound, 2);
        }
    },
    /** Recorded at 8 kHz, and brought to 16 kHz as the job does it. */
    NARROW {
        @Override
        short[] apply(short[] sound) {
            return narrow(sound);
        }
    },
    /** By a clock that is wrong by 100 ppm. */
    FAST {
        @Override
        short[] apply(short[] sound) {
            return fast(sound);
        }
    },
    ALL {
        @Override
        short[] apply(short[] sound) {
            return opus(narrow(scaled(fast(sound), 0.5)));
        }
    };

    private static final int BITRATE = 16_000;
    private static final int PACKET = Timeline.SAMPLE_RATE / 50;
    private static final int MOST_BYTES = 1_500;
    private static final double PPM = 1e-6;
    private static final int TAPS = 63;
    /** A little below half of 8 kHz, as a share of 16 kHz. */
    private static final double CUT = 3_700.0 / Timeline.SAMPLE_RATE;

    abstract short[] apply(short[] sound);

    /** The print of an altered sound that begins a part of a frame later. @param late samples, less than a frame */
    SoundPrint print(byte[] pcm, int late) {
        short[] sound = new short[Pcm16.samples(pcm) - late];
        for (int i = 0; i < sound.length; i++) sound[i] = Pcm16.get(pcm, Short.BYTES * (i + late));
        return SoundPrinter.print(Pcm16.bytes(apply(sound)));
    }

    private static short[] scaled(short[] sound, double by) {
        short[] scaled = new short[sound.length];
        for (int i = 0; i < scaled.length; i++) scaled[i] = rounded(by * sound[i]);
        return scaled;
    }

    private static short[] fast(short[] sound) {
        double step = 1 + 100 * PPM;
        short[] fast = new short[(int) ((sound.length - 1) / step)];
        for (int i = 0; i < fast.length; i++) fast[i] = rounded(between(sound, i * step));
        return fast;
    }

    /** By the cubic through four samples. */
    private static double between(short[] sound, double at) {
        int whole = (int) at;
        double part = at - whole;
        double before = sound[Math.max(0, whole - 1)];
        double here = sound[whole];
        double next = sound[Math.min(sound.length - 1, whole + 1)];
        double after = sound[Math.min(sound.length - 1, whole + 2)];
        double cubic = 3 * (here - next) + after - before;
        double square = 2 * before - 5 * here + 4 * next - after;
        return here + part / 2 * (next - before + part * (square + part * cubic));
    }

    private static short[] narrow(short[] sound) {
        double[] filter = lowPass();
        short[] half = new short[(sound.length + 1) / 2];
        for (int i = 0; i < half.length; i++) {
            double sum = 0;
            for (int k = 0; k < TAPS; k++) {
                int at = 2 * i + k - TAPS / 2;
                if (at >= 0 && at < sound.length) sum += filter[k] * sound[at];
            }
            half[i] = rounded(sum);
        }
        return decoded(Pcm16.bytes(half), Format.pcm(Timeline.SAMPLE_RATE / 2, 1));
    }

    /** A sinc under Hamming's window, which keeps the level. */
    private static double[] lowPass() {
        double[] filter = new double[TAPS];
        for (int k = 0; k < TAPS; k++) {
            double at = 2 * Math.PI * CUT * (k - TAPS / 2);
            double sinc = at == 0 ? 1 : Math.sin(at) / at;
            filter[k] = sinc * (0.54 - 0.46 * Math.cos(2 * Math.PI * k / (TAPS - 1)));
        }
        double sum = Arrays.stream(filter).sum();
        for (int k = 0; k < TAPS; k++) filter[k] /= sum;
        return filter;
    }

    private static short[] opus(short[] sound) {
        try {
            OpusEncoder encoder = new OpusEncoder(Timeline.SAMPLE_RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
            encoder.setBitrate(BITRATE);
            List<byte[]> packets = new ArrayList<>();
            byte[] packet = new byte[MOST_BYTES];
            for (int at = 0; at + PACKET <= sound.length; at += PACKET) {
                int length = encoder.encode(sound, at, PACKET, packet, 0, packet.length);
                packets.add(Arrays.copyOf(packet, length));
            }
            Format format = Format.opus(Timeline.SAMPLE_RATE, 1, Framing.U32LE);
            return decoded(LengthPrefixedPackets.write(packets), format);
        } catch (OpusException e) {
            throw new IllegalStateException(e);
        }
    }

    private static short[] decoded(byte[] bytes, Format format) {
        try {
            byte[] pcm = new AudioDecoders().decode(bytes, format).pcm();
            short[] sound = new short[Pcm16.samples(pcm)];
            for (int i = 0; i < sound.length; i++) sound[i] = Pcm16.get(pcm, Short.BYTES * i);
            return sound;
        } catch (RejectedException e) {
            throw new IllegalStateException("what was encoded here is decoded", e);
        }
    }

    private static short rounded(double sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.rint(sample)));
    }
}
