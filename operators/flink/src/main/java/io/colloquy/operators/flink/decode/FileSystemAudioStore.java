package io.colloquy.operators.flink.decode;

import io.colloquy.operators.core.decode.AudioLocation;
import io.colloquy.operators.core.decode.AudioPrefixes;
import io.colloquy.operators.core.decode.AudioStore;
import io.colloquy.operators.core.decode.DecodeSettings;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import io.colloquy.settings.SettingsException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.time.Deadline;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audio in Flink's file systems. After a fault of the storage it retries, with growing pauses, until the patience is
 * over. The work is done on a thread of its own, so that it can give up on storage that hangs.
 */
public final class FileSystemAudioStore implements AudioStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileSystemAudioStore.class);
    private static final String PREFIXES = "audio-uri.prefixes";
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final AudioPrefixes prefixes;
    private final Duration patience;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "fetch-audio");
        thread.setDaemon(true);
        return thread;
    });

    /** @throws SettingsException where there is no file system for a configured prefix */
    public FileSystemAudioStore(DecodeSettings settings) {
        requireFileSystems(settings);
        this.prefixes = new AudioPrefixes(settings.audioUriPrefixes());
        this.patience = settings.storagePatience();
    }

    /** @throws SettingsException where there is none for a configured prefix */
    public static void requireFileSystems(DecodeSettings settings) {
        settings.audioUriPrefixes().forEach(prefix -> FileSystemCheck.require(PREFIXES, prefix));
    }

    @Override
    public byte[] fetch(String uri) throws RejectedException {
        AudioLocation location = prefixes.resolve(uri);
        Deadline deadline = Deadline.fromNow(patience);
        try {
            for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
                try {
                    return attempt(location, deadline);
                } catch (IOException e) {
                    if (deadline.timeLeft().toMillis() <= pause) throw unavailable(location, e);
                    LOG.warn("{} can't be read yet: {}", location, e.toString());
                    Thread.sleep(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(location, new InterruptedIOException("interrupted"));
        }
    }

    private byte[] attempt(AudioLocation location, Deadline deadline)
            throws RejectedException, IOException, InterruptedException {
        Future<byte[]> bytes = reader.submit(() -> read(location));
        try {
            return bytes.get(Math.max(1, deadline.timeLeft().toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            bytes.cancel(true);
            throw unavailable(location, new IOException("no answer within " + patience.toSeconds() + " s", e));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RejectedException rejection) throw rejection;
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        }
    }

    private static UncheckedIOException unavailable(AudioLocation location, IOException cause) {
        return new UncheckedIOException("storage does not give " + location + ": is it up?", cause);
    }

    private static byte[] read(AudioLocation location) throws RejectedException, IOException {
        AudioLocation real = location.scheme().equals("file") ? followLinks(location) : location;
        Path path = path(real);
        FileSystem storage = FileSystem.get(path.toUri());
        FileStatus status = status(storage, path);
        requireSize(status.getLen());
        byte[] bytes = new byte[(int) status.getLen()];
        try (FSDataInputStream in = storage.open(path)) {
            if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) throw new EOFException(path + " became shorter");
        }
        return bytes;
    }

    private static FileStatus status(FileSystem storage, Path path) throws RejectedException, IOException {
        try {
            FileStatus status = storage.getFileStatus(path);
            if (!status.isDir()) return status;
        } catch (FileNotFoundException e) {
            // as a folder is: no audio
        }
        throw missing();
    }

    private static void requireSize(long bytes) throws RejectedException {
        if (bytes == 0) throw RejectedException.of(Reason.EMPTY_AUDIO, "the object at audio_uri holds no byte");
        if (bytes > MAX_BYTES) {
            throw RejectedException.of(
                    Reason.TOO_LARGE,
                    "the object at audio_uri has " + bytes + " bytes, at most " + MAX_BYTES + " are taken");
        }
    }

    /**
     * Resolves links. A prefix that is gone is a fault, as of a disk that is not mounted. If the prefix is there, only
     * the name of the file can be wrong, and no name may stop the job: one that leads nowhere, in circles or through a
     * file is missing.
     */
    private static AudioLocation followLinks(AudioLocation location) throws RejectedException, IOException {
        java.nio.file.Path prefix = java.nio.file.Path.of(location.prefix()).toRealPath();
        java.nio.file.Path file;
        try {
            file = java.nio.file.Path.of(location.path()).toRealPath();
        } catch (AccessDeniedException e) {
            throw forbidden("names a file that may not be read");
        } catch (FileSystemException e) {
            throw missing();
        }
        if (!file.startsWith(prefix)) throw forbidden("leads out of the configured prefix by a link");
        if (!Files.isRegularFile(file)) throw missing();
        if (!Files.isReadable(file)) throw forbidden("names a file that may not be read");
        return new AudioLocation(location.scheme(), "", file.toString(), prefix.toString());
    }

    private static RejectedException missing() {
        return RejectedException.of(Reason.URI_MISSING, "there is no object at audio_uri");
    }

    private static RejectedException forbidden(String problem) {
        return RejectedException.of(Reason.URI_FORBIDDEN, "audio_uri " + problem);
    }

    private static Path path(AudioLocation location) {
        return new Path(location.scheme(), location.bucket(), location.path());
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
