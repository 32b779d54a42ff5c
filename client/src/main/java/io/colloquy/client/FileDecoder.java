package io.colloquy.client;

import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import io.colloquy.schemas.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes plain samples of files of up to 37 hours, in memory that does not grow with them; of Ogg Opus the file itself
 * is held. What is neither WAV, FLAC nor Ogg Opus is decoded by ffmpeg, where that is installed.
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
     * @throws RejectedException where there is no sound in it, it can't be decoded or is longer than 37 h
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
     * @param rejection why it can't
     * @param longest in whole hours
     * @throws RejectedException where another decoder does not help either or is not installed, or the sound is longer
     */
    void convert(RejectedException rejection, Path file, Path pcm, Duration longest)
            throws IOException, InterruptedException, RejectedException {
        if (!rejection.reason().equals(Reason.UNDECODABLE.code())) throw rejection;
        if (ffmpeg.isEmpty())
            throw undecodable(
                    rejection,
                    "Other formats are taken where ffmpeg is installed; or convert it: "
                            + Ffmpeg.conversionOf(file.getFileName().toString()));
        try {
            ffmpeg.get().decode(file, pcm, longest.plusSeconds(1)); // one more tells that there is more
        } catch (RejectedException e) {
            throw undecodable(rejection, e.detail());
        }
        if (Files.size(pcm) > longest.toSeconds() * Timeline.SAMPLE_RATE * Short.BYTES)
            throw RejectedException.of(
                    Reason.TOO_LONG, "is longer than " + longest.toHours() + " h: cut it into several");
    }

    private static RejectedException undecodable(RejectedException rejection, String more) {
        return RejectedException.of(Reason.UNDECODABLE, rejection.detail() + ". " + more);
    }

    private static void write(byte[] part, OutputStream out) {
        try {
            out.write(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
