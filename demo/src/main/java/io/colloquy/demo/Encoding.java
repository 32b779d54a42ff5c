package io.colloquy.demo;

import io.colloquy.audio.FlacWriter;
import io.colloquy.audio.LengthPrefixedPackets;
import io.colloquy.audio.OggOpusWriter;
import io.colloquy.audio.RawWriter;
import io.colloquy.audio.WavWriter;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.Pcm16;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The ways in which the demo's devices send sound: every codec and framing of the contract, and what befalls them. */
enum Encoding {
    OPUS(Format.opus(Recording.RATE, 1, Framing.U32LE), 60_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return LengthPrefixedPackets.write(sound.packets(from, to));
        }
    },
    /** In the middle lies one packet that no decoder takes; it is concealed. */
    OPUS_WITH_A_BROKEN_PACKET(Format.opus(Recording.RATE, 1, Framing.U32LE), 60_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return LengthPrefixedPackets.write(withBrokenPacket(sound.packets(from, to), (to - from) / 2));
        }
    },
    OGG(Format.opus(Recording.RATE, 1, Framing.OGG), 60_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return OggOpusWriter.of(sound.packets(from, to));
        }
    },
    PCM_S16LE(Format.pcm(Recording.RATE, 1), 8_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return Pcm16.bytes(sound.samples(Recording.RATE, from, to));
        }
    },
    PCM_S16LE_24K(Format.pcm(24_000, 1), 5_400) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return Pcm16.bytes(sound.samples(24_000, from, to));
        }
    },
    PCM_U8_STEREO(new Format(Codec.PCM_U8, Recording.RATE, 2, null), 8_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return RawWriter.u8(RawWriter.stereo(sound.samples(Recording.RATE, from, to)));
        }
    },
    MULAW(new Format(Codec.MULAW, Recording.RATE, 1, null), 16_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return RawWriter.mulaw(sound.samples(Recording.RATE, from, to));
        }
    },
    WAV(new Format(Codec.WAV, null, 1, null), 8_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return WavWriter.of(
                    WavWriter.PCM16_MONO, Recording.RATE, Pcm16.bytes(sound.samples(Recording.RATE, from, to)));
        }
    },
    WAV_MULAW_STEREO(new Format(Codec.WAV, null, 2, null), 8_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return WavWriter.of(
                    WavWriter.MULAW_STEREO,
                    Recording.RATE,
                    RawWriter.mulaw(RawWriter.stereo(sound.samples(Recording.RATE, from, to))));
        }
    },
    FLAC(new Format(Codec.FLAC, null, 1, null), 8_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return FlacWriter.of(sound.samples(24_000, from, to), 24_000);
        }
    },
    /** A recorder that lost its power: the header speaks of a second more than there is. */
    TRUNCATED_WAV(new Format(Codec.WAV, null, 1, null), 8_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            byte[] whole = WAV.encode(sound, from, to);
            return Arrays.copyOf(whole, whole.length - lostMillis() * Recording.RATE / 1000 * Short.BYTES);
        }

        @Override
        int lostMillis() {
            return 1000;
        }
    };

    /** Says that it holds several frames, and that their number is zero (RFC 6716, 3.2.5 forbids it). */
    private static final byte[] BROKEN_PACKET = {0x4B, 0};

    private final Format format;
    private final int maxMillis;

    /** @param maxMillis so that a chunk's bytes stay below what the contract takes */
    Encoding(Format format, int maxMillis) {
        this.format = format;
        this.maxMillis = maxMillis;
    }

    Format format() {
        return format;
    }

    int maxPackets() {
        return maxMillis / Recording.PACKET_MILLIS;
    }

    /** Of what is encoded, how much at the end cannot be decoded. */
    int lostMillis() {
        return 0;
    }

    /** The packets {@code [from, to)} of a recording. */
    abstract byte[] encode(Sound sound, int from, int to);

    private static List<byte[]> withBrokenPacket(List<byte[]> packets, int index) {
        List<byte[]> spoiled = new ArrayList<>(packets);
        spoiled.set(index, BROKEN_PACKET);
        return spoiled;
    }
}
