package io.colloquy.operators.decode.core;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.RejectedRecord;

/** Opus in either framing. Decoded to 16 kHz and mono, whatever rate and channels it was encoded with. */
final class OpusAudioDecoder implements AudioDecoder {
    private final ResamplingFilters filters;

    OpusAudioDecoder(ResamplingFilters filters) {
        this.filters = filters;
    }

    @Override
    public DecodedAudio decode(byte[] audio, AudioChunk.Format format) throws RejectedRecord {
        return switch (format.framing()) {
            case U32LE -> OpusPacketDecoder.decode(LengthPrefixedPackets.read(audio), 0, filters);
            case OGG -> OggOpus.read(audio).decode(filters);
        };
    }
}
