package io.colloquy.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What a replay has done so far, in a file: whoever runs the command again, after whatever interrupted it, goes on there.
 * Each step is written before it is done, under names that make it harmless twice.
 */
final class ReplayJournal {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;

    ReplayJournal(Path file) {
        this.file = file.toAbsolutePath();
    }

    Path file() {
        return file;
    }

    /** Empty where no replay has begun. */
    Optional<ReplaySteps> read() {
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(JSON.readValue(file.toFile(), ReplaySteps.class));
        } catch (IOException e) {
            throw new EnvironmentException("can't read the journal of the replay, " + file + ": " + e.getMessage(), e);
        }
    }

    /** Returns once it is on the disk. */
    ReplaySteps write(ReplaySteps steps) {
        try {
            Path written = Files.createTempFile(file.getParent(), "replay-", ".json"); // of this user alone
            JSON.writeValue(written.toFile(), steps);
            try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            return steps;
        } catch (IOException e) {
            throw new EnvironmentException("can't write the journal of the replay, " + file + ": " + e.getMessage(), e);
        }
    }
}
