package io.colloquy.client;

import io.colloquy.client.ChunkedFile.Plan;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes chunks of files. WAV, FLAC, Ogg Opus and an Omi device's files need nothing else; what is none of these is
 * decoded by ffmpeg, where that is installed.
 */
public final class FileCutter {
    private static final Duration LONGEST = Duration.ofHours(2);

    private final FileDecoder decoder;

    /** @param ffmpeg empty where it is not installed */
    public FileCutter(Optional<Ffmpeg> ffmpeg) {
        decoder = new FileDecoder(ffmpeg);
    }

    /**
     * Cuts a file, which is held in memory.
     *
     * @throws RejectedException where there is no sound in it, it can't be decoded or is longer than 2 h, or a chunk of
     *     it would be against the contract
     */
    public ChunkedFile cut(Path file, Plan plan) throws IOException, InterruptedException, RejectedException {
        try {
            return requireSound(ChunkedFile.cut(Files.readAllBytes(file), plan));
        } catch (RejectedException e) {
            return requireSound(ChunkedFile.ofPcm(converted(e, file), plan));
        }
    }

    private byte[] converted(RejectedException rejection, Path file)
            throws IOException, InterruptedException, RejectedException {
        Path pcm = Files.createTempFile("colloquy-", ".pcm");
        try {
            decoder.convert(rejection, file, pcm, LONGEST);
            return Files.readAllBytes(pcm);
        } finally {
            Files.deleteIfExists(pcm);
        }
    }

    private static ChunkedFile requireSound(ChunkedFile file) throws RejectedException {
        if (file.chunks().isEmpty()) throw RejectedException.of(Reason.EMPTY_AUDIO, "holds no audio");
        return file;
    }
}
