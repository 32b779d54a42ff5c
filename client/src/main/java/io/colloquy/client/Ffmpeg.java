package io.colloquy.client;

import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import io.colloquy.schemas.Timeline;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The program of that name, where it is installed: it decodes what Colloquy does not, such as MP3 and AAC. */
public final class Ffmpeg {
    private static final String NAME = "ffmpeg";
    private static final int LONGEST_SECONDS = 2 * 60 * 60;
    private static final int MOST_BYTES = LONGEST_SECONDS * Timeline.SAMPLE_RATE * Short.BYTES;

    private final Path program;

    /** @param program the executable */
    Ffmpeg(Path program) {
        this.program = program;
    }

    /** That of the environment's {@code PATH}. */
    public static Optional<Ffmpeg> installed() {
        return in(System.getenv().getOrDefault("PATH", ""));
    }

    /** @param path folders, as the environment's variable has them */
    static Optional<Ffmpeg> in(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, NAME).toAbsolutePath())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(Ffmpeg::new);
    }

    /** The command that makes a WAV file of another that Colloquy can't read, for a person to run. */
    static String conversionOf(String name) {
        return NAME + " -i '" + name + "' -ac 1 -ar " + Timeline.SAMPLE_RATE + " '" + name.replaceFirst("\\.\\w+$", "")
                + ".wav'";
    }

    /**
     * 16 kHz mono PCM16, little-endian, of the file's first sound.
     *
     * @throws RejectedException {@code undecodable} where ffmpeg can't read it either, {@code too_long} beyond 2 h
     */
    byte[] decode(Path file) throws IOException, InterruptedException, RejectedException {
        Path errors = Files.createTempFile("colloquy-ffmpeg-", ".log");
        try {
            Process process = new ProcessBuilder(command(file))
                    .redirectError(errors.toFile())
                    .start();
            try (InputStream pcm = process.getInputStream()) {
                byte[] decoded = pcm.readNBytes(MOST_BYTES + 1);
                requireNotTooLong(decoded);
                if (process.waitFor() != 0 || decoded.length < Short.BYTES) throw unreadable(Files.readString(errors));
                return decoded;
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    /** Only files are read, and no name is taken for an option or for another place: a playlist may name anything. */
    private List<String> command(Path file) {
        return List.of(
                program.toString(),
                "-nostdin",
                "-v",
                "error",
                "-protocol_whitelist",
                "file",
                "-i",
                "file:" + file.toAbsolutePath(),
                "-map",
                "0:a:0",
                "-ac",
                "1",
                "-ar",
                Integer.toString(Timeline.SAMPLE_RATE),
                "-f",
                "s16le",
                "-c:a",
                "pcm_s16le",
                "pipe:1");
    }

    private static void requireNotTooLong(byte[] decoded) throws RejectedException {
        if (decoded.length > MOST_BYTES)
            throw RejectedException.of(Reason.TOO_LONG, "is longer than 2 h: cut it into several");
    }

    private static RejectedException unreadable(String errors) {
        String said = errors.lines().reduce((earlier, later) -> later).orElse("there is no sound in it");
        return RejectedException.of(Reason.UNDECODABLE, "ffmpeg can't read it either: " + said.strip());
    }
}
