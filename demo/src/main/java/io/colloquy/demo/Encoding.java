package io.colloquy.demo;

import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.Pcm16;
import java.util.Arrays;

/** The ways in which the demo's devices send sound: every codec and framing of the contract, and what befalls them. */
enum Encoding {
    OPUS(Format.opus(Recording.RATE, 1, Framing.U32LE), 60_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return LengthPrefixed.of(sound.packets(from, to));
        }
    },
    /** In the middle lies one packet that no decoder takes; it is concealed. */
    OPUS_WITH_A_BROKEN_PACKET(Format.opus(Recording.RATE, 1, Framing.U32LE), 60_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return LengthPrefixed.withBrokenPacket(sound.packets(from, to), (to - from) / 2);
        }
    },
    OGG(Format.opus(Recording.RATE, 1, Framing.OGG), 60_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return OggOpusFile.of(sound.packets(from, to));
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
            return Samples.u8(Samples.stereo(sound.samples(Recording.RATE, from, to)));
        }
    },
    MULAW(new Format(Codec.MULAW, Recording.RATE, 1, null), 16_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return Samples.mulaw(sound.samples(Recording.RATE, from, to));
        }
    },
    WAV(new Format(Codec.WAV, null, 1, null), 8_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return WavFile.of(WavFile.PCM16_MONO, Pcm16.bytes(sound.samples(Recording.RATE, from, to)));
        }
    },
    WAV_MULAW_STEREO(new Format(Codec.WAV, null, 2, null), 8_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return WavFile.of(
                    WavFile.MULAW_STEREO, Samples.mulaw(Samples.stereo(sound.samples(Recording.RATE, from, to))));
        }
    },
    FLAC(new Format(Codec.FLAC, null, 1, null), 8_000) {
        @Override
        byte[] encode(Sound sound, int from, int to) {
            return FlacFile.of(sound.samples(24_000, from, to), 24_000);
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
}
