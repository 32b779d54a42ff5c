package io.colloquy.client;

import io.colloquy.audio.AudioDecoders;
import io.colloquy.audio.DurationLimits;
import io.colloquy.audio.OggOpus;
import io.colloquy.client.ChunkedFile.Plan;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import io.colloquy.schemas.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A recording in a format of its own, told by its first bytes. */
public enum SoundFile {
    /** Its packets are passed on; what the decoder makes before the recording begins is sent with it. */
    OGG_OPUS("OggS", new Format(Codec.OPUS, null, 1, Framing.OGG)) {
        @Override
        ChunkedFile cut(byte[] file, Plan plan) throws RejectedException {
            OggOpus opus = OggOpus.read(file);
            long preSkipMicros = opus.preSkip() * 1_000_000L / FULL_RATE;
            Plan early = new Plan(plan.name(), plan.device(), plan.start() - preSkipMicros, plan.longest());
            return PacketCutter.cut(opus.packets(), Format.opus(FULL_RATE, opus.channels(), Framing.U32LE), early);
        }
    },
    WAV("RIFF", new Format(Codec.WAV, null, 1, null)),
    FLAC("fLaC", new Format(Codec.FLAC, null, 1, null));

    private static final int FULL_RATE = 48_000;
    private static final int MAGIC_BYTES = 4;

    private final String magic;
    private final Format container;

    SoundFile(String magic, Format container) {
        this.magic = magic;
        this.container = container;
    }

    /** @throws RejectedException where it is none of these */
    public static SoundFile of(byte[] file) throws RejectedException {
        String begin = new String(file, 0, Math.min(MAGIC_BYTES, file.length), StandardCharsets.ISO_8859_1);
        for (SoundFile kind : values()) {
            if (kind.magic.equals(begin)) return kind;
        }
        throw RejectedException.of(
                Reason.UNDECODABLE,
                "is neither WAV, FLAC nor Ogg Opus, nor called audio_<device>_<codec>_<rate>_<channels>_fs<frame>_<start>.bin");
    }

    /** @throws RejectedException where it is none of these */
    public static SoundFile of(Path file) throws IOException, RejectedException {
        try (InputStream begin = Files.newInputStream(file)) {
            return of(begin.readNBytes(MAGIC_BYTES));
        }
    }

    /** @throws RejectedException where it can't be decoded, or is longer than 2 h */
    ChunkedFile cut(byte[] file, Plan plan) throws RejectedException {
        return SampleCutter.cut(decode(file), Format.pcm(Timeline.SAMPLE_RATE, 1), Short.BYTES, plan);
    }

    /**
     * Decodes a file of any length, see {@link AudioDecoders}.
     *
     * @param taker takes it part by part
     */
    void decode(Path file, Consumer<byte[]> taker) throws IOException, RejectedException {
        new AudioDecoders().decode(file, container, taker);
    }

    private byte[] decode(byte[] file) throws RejectedException {
        return new AudioDecoders()
                .decode(file, container, DurationLimits.STORED)
                .pcm();
    }
}
