package io.colloquy.local.send;

import io.colloquy.jobs.SettingsException;
import io.colloquy.local.send.Upload.Plan;
import io.colloquy.operators.decode.core.ChunkDecoder;
import io.colloquy.operators.decode.core.DurationLimits;
import io.colloquy.operators.decode.core.OggOpus;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.RejectedRecord;
import io.colloquy.schemas.Timeline;
import java.nio.charset.StandardCharsets;

/** A recording in a format of its own, told by its first bytes. */
enum SoundFile {
    /** Its packets are passed on; what the decoder makes before the recording begins is sent with it. */
    OGG_OPUS("OggS") {
        @Override
        Upload cut(byte[] file, Plan plan) throws RejectedRecord {
            OggOpus opus = OggOpus.read(file);
            long preSkipMicros = opus.preSkip() * 1_000_000L / FULL_RATE;
            Plan early = new Plan(plan.name(), plan.device(), plan.start() - preSkipMicros, plan.longest());
            return PacketCutter.cut(opus.packets(), Format.opus(FULL_RATE, opus.channels(), Framing.U32LE), early);
        }
    },
    WAV("RIFF") {
        @Override
        Upload cut(byte[] file, Plan plan) throws RejectedRecord {
            return decoded(file, Codec.WAV, plan);
        }
    },
    FLAC("fLaC") {
        @Override
        Upload cut(byte[] file, Plan plan) throws RejectedRecord {
            return decoded(file, Codec.FLAC, plan);
        }
    };

    private static final int FULL_RATE = 48_000;

    private final String magic;

    SoundFile(String magic) {
        this.magic = magic;
    }

    /** @throws SettingsException where it is none of these */
    static SoundFile of(String name, byte[] file) {
        String begin = new String(file, 0, Math.min(4, file.length), StandardCharsets.ISO_8859_1);
        for (SoundFile kind : values()) {
            if (kind.magic.equals(begin)) return kind;
        }
        throw new SettingsException(
                name,
                "is neither WAV, FLAC nor Ogg Opus, nor called audio_<device>_<codec>_<rate>_<channels>_fs<frame>_<start>.bin");
    }

    /** @throws RejectedRecord where it can't be decoded, or is longer than 2 h */
    abstract Upload cut(byte[] file, Plan plan) throws RejectedRecord;

    private static Upload decoded(byte[] file, Codec codec, Plan plan) throws RejectedRecord {
        Format container = new Format(codec, null, 1, null);
        byte[] pcm = new ChunkDecoder()
                .decode(file, container, DurationLimits.STORED)
                .pcm();
        return SampleCutter.cut(pcm, Format.pcm(Timeline.SAMPLE_RATE, 1), Short.BYTES, plan);
    }
}
