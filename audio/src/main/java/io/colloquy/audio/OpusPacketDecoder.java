package io.colloquy.audio;

import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import io.colloquy.schemas.Timeline;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes the packets of one Opus stream (RFC 6716) to mono. A packet's first byte says how long it lasts, so the
 * length of the whole is known before anything is decoded, and a broken packet's place can be filled with the codec's
 * own concealment.
 */
final class OpusPacketDecoder {
    private static final int FULL_RATE = 48_000;
    /** The configurations, in the upper five bits of a packet's first byte, that join SILK and CELT. */
    private static final int FIRST_HYBRID = 12;

    private static final int LAST_HYBRID = 15;

    private final OpusDecoder decoder;
    private final short[] decoded;
    private final float[] mono;

    private OpusPacketDecoder(int rate, int gain) {
        int longestPacket = 120 * rate / 1000;
        this.decoded = new short[longestPacket];
        this.mono = new float[longestPacket];
        try {
            decoder = new OpusDecoder(rate, 1);
        } catch (OpusException e) {
            throw new IllegalStateException("Opus decodes at " + rate + " Hz", e);
        }
        decoder.setGain(gain);
    }

    /** @throws RejectedException {@code undecodable} where not one packet can be decoded, {@code too_long} before
     *     decoding: where it lasts too long, or would take too much memory */
    static DecodedAudio decode(OpusStream stream, PcmOutputs outputs) throws RejectedException {
        int rate = rate(stream.packets());
        int[] lengths = OpusPackets.samples(stream.packets(), rate);
        PcmOutput output =
                outputs.open(rate, Arrays.stream(lengths).asLongStream().sum());
        outputs.limits().requireCheapEnough(OpusCost.kilobytes(stream.packets(), lengths, rate));
        OpusPacketDecoder decoder = new OpusPacketDecoder(rate, stream.gain());
        return decoder.decode(stream.packets(), lengths, output.keeping(stream.keep(), stream.skip()));
    }

    /**
     * Opus decodes to 16 kHz by itself, at a third of the cost. Not so this decoder's hybrid mode, which gives silence
     * at every rate but the full one (concentus issue 67).
     */
    private static int rate(List<byte[]> packets) {
        for (byte[] packet : packets) {
            int configuration = packet.length == 0 ? 0 : Byte.toUnsignedInt(packet[0]) >> 3;
            if (configuration >= FIRST_HYBRID && configuration <= LAST_HYBRID) return FULL_RATE;
        }
        return Timeline.SAMPLE_RATE;
    }

    private DecodedAudio decode(List<byte[]> packets, int[] lengths, PcmOutput output) throws RejectedException {
        int concealed = 0;
        for (int i = 0; i < lengths.length; i++) {
            if (!decode(packets.get(i), lengths[i])) {
                conceal(lengths[i]);
                concealed++;
            }
            for (int j = 0; j < lengths[i]; j++) mono[j] = decoded[j];
            output.write(mono, lengths[i]);
        }
        if (concealed == lengths.length) {
            throw RejectedException.of(Reason.UNDECODABLE, "none of " + concealed + " Opus packets can be decoded");
        }
        return output.finish(concealed);
    }

    private boolean decode(byte[] packet, int length) {
        if (packet.length == 0) return false;
        try {
            return decoder.decode(packet, 0, packet.length, decoded, 0, length, false) == length;
        } catch (OpusException e) {
            return false;
        } catch (RuntimeException | AssertionError e) {
            // The port checks the reference decoder's invariants by assertions and by array bounds; its state may be
            // torn after one, so it starts anew.
            decoder.resetState();
            return false;
        }
    }

    private void conceal(int length) {
        try {
            if (decoder.decode(null, 0, 0, decoded, 0, length, false) == length) return;
        } catch (OpusException | RuntimeException | AssertionError e) {
            decoder.resetState();
        }
        Arrays.fill(decoded, 0, length, (short) 0);
    }
}
