package io.colloquy.bench.prints;

import io.colloquy.audio.AudioDecoders;
import io.colloquy.audio.SoundPrint;
import io.colloquy.audio.SoundPrinter;
import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import io.colloquy.schemas.AudioChunk.Framing;
import io.colloquy.schemas.RejectedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file of sound and its print.
 *
 * @param kind the folder below the root that it lies in: speech, music; {@code recordings} for the root itself
 * @param voice the folder below that, or the kind: files of one voice are harder to tell apart
 * @param name its path below the root
 * @param pcm 16 kHz mono PCM16, little-endian
 */
record PrintedFile(String kind, String voice, String name, byte[] pcm, SoundPrint print) {
    private static final String ROOT = "recordings";
    private static final Map<String, Format> FORMATS = Map.of(
            "wav", new Format(Codec.WAV, null, 1, null),
            "flac", new Format(Codec.FLAC, null, 1, null),
            "opus", new Format(Codec.OPUS, null, 1, Framing.OGG),
            "ogg", new Format(Codec.OPUS, null, 1, Framing.OGG));

    /** Whether its name is one of a sound that can be read. */
    static boolean isSound(Path file) {
        return FORMATS.containsKey(ending(file));
    }

    /** @throws IOException where it can't be read or decoded; names the file */
    static PrintedFile read(Path root, Path file) throws IOException {
        ByteArrayOutputStream pcm = new ByteArrayOutputStream();
        try {
            new AudioDecoders().decode(file, FORMATS.get(ending(file)), pcm::writeBytes);
        } catch (RejectedException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        Path name = root.relativize(file);
        String kind = folder(name, 1, ROOT);
        byte[] sound = pcm.toByteArray();
        return new PrintedFile(kind, folder(name, 2, kind), name.toString(), sound, SoundPrinter.print(sound));
    }

    private static String folder(Path name, int depth, String otherwise) {
        return name.getNameCount() > depth ? name.getName(depth - 1).toString() : otherwise;
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
