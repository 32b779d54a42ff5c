package io.colloquy.client;

import io.colloquy.audio.LengthPrefixedPackets;
import io.colloquy.client.ChunkedFile.Plan;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of an Omi device's file says: {@code audio_<device>_<codec>_<rate>_<channels>_fs<frame>_<start>.bin}.
 * Inside, each frame follows its length as a little-endian number of four bytes.
 *
 * @param start µs since the epoch
 */
public record DeviceFile(String device, String codec, int rate, int channels, long start) {
    private static final Pattern NAME = Pattern.compile(
            "audio_([A-Za-z0-9.:-]+)_([a-z0-9]+(?:_fs\\d+)?)_(\\d{4,6})_(\\d)_fs\\d+_(\\d{9,11})\\.bin");

    /** Empty where the name is not of this form. */
    public static Optional<DeviceFile> of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) return Optional.empty();
        return Optional.of(new DeviceFile(
                matcher.group(1),
                matcher.group(2),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4)),
                Long.parseLong(matcher.group(5)) * 1_000_000));
    }

    /** @throws RejectedException where the codec is none of the contract's */
    ChunkedFile cut(byte[] file, Plan plan) throws RejectedException {
        List<byte[]> frames = LengthPrefixedPackets.read(file);
        return switch (codec) {
            case "opus", "opus_fs320" -> PacketCutter.cut(frames, Format.opus(rate, channels, Framing.U32LE), plan);
            case "pcm16" -> samples(Codec.PCM_S16LE, 2, frames, plan);
            case "pcm8" -> samples(Codec.PCM_U8, 1, frames, plan);
            case "mulaw8", "mulaw16" -> samples(Codec.MULAW, 1, frames, plan);
            default ->
                throw RejectedException.of(
                        Reason.UNDECODABLE, "is of codec " + codec + "; opus, pcm16, pcm8 and mulaw can be sent");
        };
    }

    private ChunkedFile samples(Codec codec, int bytes, List<byte[]> frames, Plan plan) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        frames.forEach(joined::writeBytes);
        return SampleCutter.cut(joined.toByteArray(), new Format(codec, rate, channels, null), bytes * channels, plan);
    }
}
