package io.colloquy.audio;

import static io.colloquy.audio.Containers.undecodable;

import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Timeline;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * An Ogg file whose first stream is Opus (RFC 7845).
 *
 * @param channels 1 or 2
 * @param preSkip samples at 48 kHz that the decoder makes before the recording begins
 * @param gain to apply when decoding, in units of 1/256 dB
 * @param packets in order, without the two header packets; one that was lost with a damaged page is empty
 * @param samples of the recording at 48 kHz, where the file says it: the last packet may hold more
 */
public record OggOpus(int channels, int preSkip, int gain, List<byte[]> packets, OptionalLong samples) {
    private static final byte[] HEAD_MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD_BYTES = 19;
    private static final int HEADER_PACKETS = 2;
    private static final int RATIO = 48_000 / Timeline.SAMPLE_RATE;

    /** @throws RejectedException {@code undecodable} where the file has no Opus stream of one or two channels */
    public static OggOpus read(byte[] file) throws RejectedException {
        OggPackets ogg = OggPackets.read(file);
        List<byte[]> packets = ogg.packets();
        if (packets.isEmpty() || !isHead(packets.get(0)))
            throw undecodable("there is no Ogg stream that begins with OpusHead");
        ByteBuffer head = ByteBuffer.wrap(packets.get(0)).order(ByteOrder.LITTLE_ENDIAN);
        int channels = head.get(9);
        int preSkip = Short.toUnsignedInt(head.getShort(10));
        int gain = head.getShort(16);
        boolean monoOrStereo = head.get(18) == 0 && (channels == 1 || channels == 2);
        if (!monoOrStereo) throw undecodable("the Opus stream has more than two channels");
        List<byte[]> audio = packets.subList(Math.min(HEADER_PACKETS, packets.size()), packets.size());
        long last = ogg.lastGranule();
        OptionalLong samples = last < preSkip ? OptionalLong.empty() : OptionalLong.of(last - preSkip);
        return new OggOpus(channels, preSkip, gain, audio, samples);
    }

    /** The recording itself: without the pre-skip and what the last packet holds beyond the end. */
    DecodedAudio decode(PcmOutputs outputs) throws RejectedException {
        long keep = samples.isPresent() ? Math.min(Integer.MAX_VALUE, samples.getAsLong() / RATIO) : Integer.MAX_VALUE;
        return OpusPacketDecoder.decode(new OpusStream(packets, gain, preSkip / RATIO, keep), outputs);
    }

    private static boolean isHead(byte[] packet) {
        return packet.length >= HEAD_BYTES
                && Arrays.equals(packet, 0, HEAD_MAGIC.length, HEAD_MAGIC, 0, HEAD_MAGIC.length);
    }
}
