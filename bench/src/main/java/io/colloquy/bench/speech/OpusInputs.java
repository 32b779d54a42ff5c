package io.colloquy.bench.speech;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is decoded: each of Opus's ways to work, in Ogg files that go away again. */
final class OpusInputs implements AutoCloseable {
    /** Long enough that the start of a process is a few hundredths of the whole. */
    private static final String SECONDS = "300";

    /** @param name tells what is in the file */
    record Input(String name, Path file) {}

    private final Path folder;
    private final List<Input> inputs;

    /** @param recordings a folder of Ogg Opus files, 16 kHz mono */
    OpusInputs(Path recordings) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("colloquy-bench-");
        try {
            Path speech = joined(recordings);
            inputs = List.of(
                    new Input("opus speech 16 kHz mono (SILK)", speech),
                    new Input("opus 48 kHz stereo (CELT)", stereo(speech)),
                    new Input("opus 48 kHz stereo, resampled (hybrid)", hybrid(speech)));
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    List<Input> all() {
        return inputs;
    }

    /** One file of them all, packet by packet: a process for each would measure how processes start. */
    private Path joined(Path recordings) throws IOException, InterruptedException {
        Path list = folder.resolve("list.txt");
        try (Stream<Path> files = Files.list(recordings)) {
            Files.writeString(
                    list,
                    files.filter(file -> file.toString().endsWith(".opus"))
                            .sorted()
                            .map(file ->
                                    "file '" + file.toAbsolutePath().toString().replace("'", "'\\''") + "'\n")
                            .collect(Collectors.joining()));
        }
        Path joined = folder.resolve("speech.opus");
        FfmpegPeer.make("-f", "concat", "-safe", "0", "-i", list.toString(), "-c", "copy", joined.toString());
        return joined;
    }

    private Path stereo(Path speech) throws IOException, InterruptedException {
        Path stereo = folder.resolve("stereo.opus");
        FfmpegPeer.make(
                "-i",
                speech.toString(),
                "-t",
                SECONDS,
                "-ac",
                "2",
                "-ar",
                "48000",
                "-c:a",
                "libopus",
                "-b:a",
                "96k",
                stereo.toString());
        return stereo;
    }

    /** Noise on the other side has all frequencies: with speech alone libopus would choose wideband. */
    private Path hybrid(Path speech) throws IOException, InterruptedException {
        Path hybrid = folder.resolve("hybrid.opus");
        String sides = "[0]aresample=48000[speech];[speech][1]join=inputs=2:channel_layout=stereo[sides]";
        FfmpegPeer.make(
                "-i",
                speech.toString(),
                "-f",
                "lavfi",
                "-i",
                "anoisesrc=r=48000:a=0.003:s=1",
                "-filter_complex",
                sides,
                "-map",
                "[sides]",
                "-t",
                SECONDS,
                "-c:a",
                "libopus",
                "-application",
                "voip",
                "-b:a",
                "32k",
                hybrid.toString());
        return hybrid;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(OpusInputs::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
