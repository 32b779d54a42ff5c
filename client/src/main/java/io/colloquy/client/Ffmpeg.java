package io.colloquy.client;

import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;
import io.colloquy.schemas.Timeline;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The program of that name, where it is installed: it decodes what Colloquy does not, such as MP3 and AAC. */
public final class Ffmpeg {
    private static final String NAME = "ffmpeg";

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

    /** The command that makes a WAV file of another that Colloquy can't read, for a person to run in a shell. */
    static String conversionOf(String name) {
        String wav = name.replaceFirst("\\.\\w+$", "") + ".wav";
        if (wav.equalsIgnoreCase(name)) wav = wav.replaceFirst("\\.wav$", ".converted.wav"); // not over what it reads
        return NAME + " -i " + quoted(name) + " -ac 1 -ar " + Timeline.SAMPLE_RATE + " " + quoted(wav);
    }

    /** For the shell. */
    private static String quoted(String name) {
        return "'" + name.replace("'", "'\\''") + "'";
    }

    /**
     * Writes the file's first sound as 16 kHz mono PCM16, little-endian.
     *
     * @param longest the rest of a longer one is left
     * @throws RejectedException {@code undecodable} where ffmpeg can't read it
     */
    void decode(Path file, Path to, Duration longest) throws IOException, InterruptedException, RejectedException {
        Process process = new ProcessBuilder(command(file, to, longest)).start();
        try (InputStream errors = process.getErrorStream()) {
            String said = new String(errors.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0 || Files.size(to) < Short.BYTES) throw unreadable(said);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Only files are read, and no name is taken for an option or for another place: a playlist may name anything. */
    private List<String> command(Path file, Path to, Duration longest) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-nostdin", "-v", "error"));
        command.addAll(List.of("-protocol_whitelist", "file", "-i", "file:" + file.toAbsolutePath()));
        command.addAll(List.of("-map", "0:a:0", "-t", Long.toString(longest.toSeconds())));
        command.addAll(List.of("-ac", "1", "-ar", Integer.toString(Timeline.SAMPLE_RATE), "-c:a", "pcm_s16le"));
        command.addAll(List.of("-f", "s16le", "-y", "file:" + to.toAbsolutePath()));
        return command;
    }

    private static RejectedException unreadable(String errors) {
        String said = errors.lines().reduce((earlier, later) -> later).orElse("there is no sound in it");
        return RejectedException.of(Reason.UNDECODABLE, "ffmpeg can't read it: " + said.strip());
    }
}
