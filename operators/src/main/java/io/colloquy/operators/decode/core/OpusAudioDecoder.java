package io.colloquy.operators.decode.core;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.RejectedRecord;

/** Opus in either framing. Decoded at 16 kHz and mono, whatever rate and channels it was encoded with. */
final class OpusAudioDecoder implements AudioDecoder {

    @Override
    public DecodedAudio decode(byte[] audio, AudioChunk.Format format) throws RejectedRecord {
        return switch (format.framing()) {
            case U32LE -> new OpusPacketDecoder(0).decode(LengthPrefixedPackets.read(audio));
            case OGG -> OggOpus.read(audio).decode();
        };
    }
}
