package io.colloquy.system.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a killed process left of its checkpoints. */
final class Checkpoints {
    private Checkpoints() {}

    /** For a person: their names, newest last, and which of them were being written. */
    static String in(Path data) throws IOException {
        Path folder = data.resolve("checkpoints");
        if (!Files.isDirectory(folder)) return "no checkpoint";
        try (Stream<Path> files = Files.find(folder, 2, (file, attributes) -> isCheckpoint(file))) {
            List<String> names = files.map(Checkpoints::described).sorted().toList();
            return names.isEmpty() ? "no checkpoint" : "checkpoints " + String.join(", ", names);
        }
    }

    private static boolean isCheckpoint(Path file) {
        return file.getFileName().toString().startsWith("chk-");
    }

    private static String described(Path checkpoint) {
        return checkpoint.getFileName() + (Files.exists(checkpoint.resolve("_metadata")) ? "" : " (unfinished)");
    }
}
