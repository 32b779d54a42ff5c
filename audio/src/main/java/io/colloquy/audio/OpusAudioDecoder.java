package io.colloquy.audio;

import io.colloquy.schemas.AudioChunk;
import io.colloquy.schemas.RejectedException;

/** Opus in either framing. Decoded to 16 kHz and mono, whatever rate and channels it was encoded with. */
public final class OpusAudioDecoder implements AudioDecoder {

    @Override
    public DecodedAudio decode(byte[] audio, AudioChunk.Format format, PcmOutputs outputs) throws RejectedException {
        return switch (format.framing()) {
            case U32LE -> OpusPacketDecoder.decode(OpusStream.of(LengthPrefixedPackets.read(audio)), outputs);
            case OGG -> OggOpus.read(audio).decode(outputs);
        };
    }
}
