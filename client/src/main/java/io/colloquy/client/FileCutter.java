package io.colloquy.client;

import io.colloquy.client.ChunkedFile.Plan;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes chunks of files. WAV, FLAC, Ogg Opus and an Omi device's files need nothing else; what is none of these is decoded
 * by ffmpeg, where that is installed.
 */
public final class FileCutter {
    private final Optional<Ffmpeg> ffmpeg;

    /** @param ffmpeg empty where it is not installed */
    public FileCutter(Optional<Ffmpeg> ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /**
     * Cuts a file, which is held in memory.
     *
     * @throws RejectedException where there is no sound in it, it can't be decoded, or a chunk of it would be against the
     *     contract
     */
    public ChunkedFile cut(Path file, Plan plan) throws IOException, InterruptedException, RejectedException {
        RejectedException refusal;
        try {
            return requireSound(ChunkedFile.cut(Files.readAllBytes(file), plan));
        } catch (RejectedException e) {
            if (!e.reason().equals(Reason.UNDECODABLE.code())) throw e;
            refusal = e;
        }
        if (ffmpeg.isEmpty()) throw unread(refusal, plan.name());
        return requireSound(ChunkedFile.ofPcm(ffmpeg.get().decode(file), plan));
    }

    private static ChunkedFile requireSound(ChunkedFile file) throws RejectedException {
        if (file.chunks().isEmpty()) throw RejectedException.of(Reason.EMPTY_AUDIO, "holds no audio");
        return file;
    }

    private static RejectedException unread(RejectedException refusal, String name) {
        return RejectedException.of(
                Reason.UNDECODABLE,
                refusal.detail() + ". Other formats are taken where ffmpeg is installed; or convert it: "
                        + Ffmpeg.conversionOf(name));
    }
}
