package io.colloquy.operators.decode.core;

import io.colloquy.schemas.RejectedRecord;
import io.colloquy.schemas.RejectedRecord.Reason;
import io.colloquy.schemas.Timeline;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusPacketInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes the packets of one Opus stream (RFC 6716). A packet's first byte says how long it lasts, so the length of the
 * whole is known before anything is decoded, and a broken packet's place can be filled with the codec's own concealment.
 */
final class OpusPacketDecoder {
    /** 120 ms, the most that one packet may hold. */
    private static final int MAX_PACKET_SAMPLES = 120 * Timeline.SAMPLE_RATE / 1000;
    /** 20 ms: taken for a packet that doesn't say, where none before it did either. */
    private static final int USUAL_PACKET_SAMPLES = 20 * Timeline.SAMPLE_RATE / 1000;

    private final OpusDecoder decoder;
    private final short[] decoded = new short[MAX_PACKET_SAMPLES];

    /** @param gain to apply, in units of 1/256 dB */
    OpusPacketDecoder(int gain) {
        try {
            decoder = new OpusDecoder(Timeline.SAMPLE_RATE, 1);
        } catch (OpusException e) {
            throw new IllegalStateException("Opus decodes at 16 kHz", e);
        }
        decoder.setGain(gain);
    }

    /**
     * @param packets in order; a lost one is empty
     * @throws RejectedRecord {@code undecodable} where not one packet can be decoded, {@code too_long} before decoding
     */
    DecodedAudio decode(List<byte[]> packets) throws RejectedRecord {
        int[] lengths = lengths(packets);
        byte[] pcm = new byte[total(lengths) * Short.BYTES];
        ShortBuffer samples =
                ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        int concealed = 0;
        for (int i = 0; i < lengths.length; i++) {
            if (!decode(packets.get(i), lengths[i])) {
                conceal(lengths[i]);
                concealed++;
            }
            samples.put(decoded, 0, lengths[i]);
        }
        if (concealed == lengths.length) {
            throw RejectedRecord.of(Reason.UNDECODABLE, "none of " + concealed + " Opus packets can be decoded");
        }
        return new DecodedAudio(pcm, concealed);
    }

    /** Samples of each packet; one that doesn't say is taken to be as long as the one before. */
    private static int[] lengths(List<byte[]> packets) {
        int[] lengths = new int[packets.size()];
        int usual = USUAL_PACKET_SAMPLES;
        for (int i = 0; i < lengths.length; i++) {
            byte[] packet = packets.get(i);
            int told = packet.length == 0
                    ? 0
                    : OpusPacketInfo.getNumSamples(packet, 0, packet.length, Timeline.SAMPLE_RATE);
            if (told > 0 && told <= MAX_PACKET_SAMPLES) usual = told;
            lengths[i] = usual;
        }
        return lengths;
    }

    private static int total(int[] lengths) throws RejectedRecord {
        long total = 0;
        for (int length : lengths) total += length;
        DurationLimits.requireNotTooLong(total);
        return (int) total;
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
