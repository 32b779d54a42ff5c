package io.colloquy.client;

import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes plain samples of files of up to 37 hours, in memory that does not grow with them; of Ogg Opus the file itself is
 * held. What is neither WAV, FLAC nor Ogg Opus is decoded by ffmpeg, where that is installed.
 */
public final class FileDecoder {
    private static final Duration LONGEST = Duration.ofHours(37);

    private final Optional<Ffmpeg> ffmpeg;

    /** @param ffmpeg empty where it is not installed */
    public FileDecoder(Optional<Ffmpeg> ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /**
     * Decodes a file.
     *
     * @param pcm is written over: 16 kHz mono PCM16, little-endian
     * @throws RejectedException where there is no sound in it, or it can't be decoded
     */
    public void decode(Path file, Path pcm) throws IOException, InterruptedException, RejectedException {
        try (OutputStream out = Files.newOutputStream(pcm)) {
            SoundFile.of(file).decode(file, part -> write(part, out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RejectedException e) {
            convert(e, file, pcm, LONGEST);
        }
    }

    /**
     * Tries ffmpeg where Colloquy itself can't read a file.
     *
     * @param refusal why it can't
     * @param longest the rest of a longer one is left
     * @throws RejectedException where another decoder does not help either, or is not installed
     */
    void convert(RejectedException refusal, Path file, Path pcm, Duration longest)
            throws IOException, InterruptedException, RejectedException {
        if (!refusal.reason().equals(Reason.UNDECODABLE.code())) throw refusal;
        if (ffmpeg.isEmpty())
            throw undecodable(
                    refusal,
                    "Other formats are taken where ffmpeg is installed; or convert it: "
                            + Ffmpeg.conversionOf(file.getFileName().toString()));
        try {
            ffmpeg.get().decode(file, pcm, longest);
        } catch (RejectedException e) {
            throw undecodable(refusal, e.detail());
        }
    }

    private static RejectedException undecodable(RejectedException refusal, String more) {
        return RejectedException.of(Reason.UNDECODABLE, refusal.detail() + ". " + more);
    }

    private static void write(byte[] part, OutputStream out) {
        try {
            out.write(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
