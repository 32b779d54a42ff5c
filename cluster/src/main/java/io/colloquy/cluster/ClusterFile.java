package io.colloquy.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Keeps a {@link ClusterRecord} in the cluster's folder. Only this user can read it, as it holds a key. */
final class ClusterFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

    private final Path file;

    ClusterFile(ClusterFolder folder) {
        this.file = folder.root().resolve("cluster.json");
    }

    /** Empty where no cluster was ever started there. */
    Optional<ClusterRecord> read() {
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(JSON.readValue(file.toFile(), ClusterRecord.class));
        } catch (IOException | RuntimeException e) {
            throw new EnvironmentException("can't read " + file + ", which says what runs: " + e.getMessage(), e);
        }
    }

    /** All or nothing, whenever this process is killed. */
    void write(ClusterRecord cluster) throws IOException {
        Path written = Files.createTempFile(file.getParent(), "cluster-", ".json"); // of this user alone
        PRETTY.writeValue(written.toFile(), cluster);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
