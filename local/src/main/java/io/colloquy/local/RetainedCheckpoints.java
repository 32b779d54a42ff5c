package io.colloquy.local;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/**
 * The checkpoints that earlier runs left: {@code <job>/chk-<number>/_metadata}.
 *
 * <p>Every run is a new job with a folder of its own, restored from the newest checkpoint without claiming it: Flink
 * deletes nothing of it, and the first checkpoint of the new job is whole, without references into the old folder. So a
 * kill at any moment leaves the newest complete checkpoint intact, and once it lies in the new folder, all older
 * folders are superfluous.
 */
final class RetainedCheckpoints {
    private static final Pattern NAME = Pattern.compile("chk-(\\d+)");
    private static final String METADATA = "_metadata";

    private final Path folder;

    RetainedCheckpoints(Path folder) {
        this.folder = folder;
    }

    /** The newest complete one: Flink numbers on after a restore, so the greatest number, then the youngest. */
    Optional<Path> newest() throws IOException {
        for (Retained checkpoint : newestFirst()) {
            if (isComplete(checkpoint.path())) {
                return Optional.of(checkpoint.path());
            }
        }
        return Optional.empty();
    }

    /** Deletes what the jobs left that {@code kept} does not belong to. No job may be running. */
    void deleteAllBut(Optional<Path> kept) throws IOException {
        for (Path job : children(folder)) {
            if (!kept.map(checkpoint -> checkpoint.startsWith(job)).orElse(false)) {
                DataDirectory.delete(job);
            }
        }
    }

    private List<Retained> newestFirst() throws IOException {
        List<Retained> found = new ArrayList<>();
        for (Path job : children(folder)) {
            for (Path checkpoint : children(job)) {
                Retained.of(checkpoint).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparingLong(Retained::number)
                .thenComparingLong(Retained::modified)
                .reversed());
        return found;
    }

    /** Whether its metadata are there in full; Flink writes them last. */
    private static boolean isComplete(Path checkpoint) {
        try (DataInputStream metadata = new DataInputStream(Files.newInputStream(checkpoint.resolve(METADATA)))) {
            Checkpoints.loadCheckpointMetadata(
                    metadata, RetainedCheckpoints.class.getClassLoader(), checkpoint.toString());
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    private record Retained(Path path, long number, long modified) {

        static Optional<Retained> of(Path path) throws IOException {
            Matcher matcher = NAME.matcher(path.getFileName().toString());
            Path metadata = path.resolve(METADATA);
            if (!matcher.matches() || !Files.isRegularFile(metadata)) {
                return Optional.empty();
            }
            long modified = Files.getLastModifiedTime(metadata).toMillis();
            return Optional.of(new Retained(path, Long.parseLong(matcher.group(1)), modified));
        }
    }
}
