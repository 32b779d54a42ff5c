package io.colloquy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.commands.RunningSystem;
import io.colloquy.local.DataDirectory;
import io.colloquy.local.S3Keys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessClusterTest {
    private static final URI DEAD = URI.create("http://127.0.0.1:8081");
    private static final URI LIVING = URI.create("http://127.0.0.1:8082");

    @TempDir
    Path root;

    private ProcessCluster cluster;

    @BeforeEach
    void know() throws IOException {
        new ClusterFile(new ClusterFolder(root))
                .write(new ClusterRecord(
                        new ClusterShape(1, 1, true, Map.of()),
                        Map.of("servers.kafka", 9092, "servers.postgres", 5432),
                        new S3Keys("who", "secret"),
                        Map.of()));
        cluster = new ProcessCluster(new BuiltParts(root), root, line -> {});
    }

    private void announce(URI rest) throws IOException {
        DataDirectory.announceAt(
                root,
                "{\"kafka\":\"127.0.0.1:9092\",\"postgres\":\"jdbc:postgresql://x/y\",\"flink\":\"" + rest + "\"}");
    }

    @Test
    void otherCommandsAskTheNewLeader() throws Exception {
        announce(DEAD);

        cluster.announceAgain(LIVING);

        assertThat(RunningSystem.on(root).flink()).isEqualTo(LIVING.toString());
        assertThat(RunningSystem.on(root).kafka()).endsWith(":9092");
    }

    @Test
    void saysNothingOfServersThatAreNotUp() throws Exception {
        cluster.announceAgain(LIVING);

        assertThat(DataDirectory.isAnnounced(root)).isFalse();
    }

    @Test
    void leavesItToTheCommandThatChangesTheCluster() throws Exception {
        announce(DEAD);
        ClusterLock lock = ClusterLock.acquire(new ClusterFolder(root));
        try {
            cluster.announceAgain(LIVING);
        } finally {
            lock.close();
        }
        assertThat(RunningSystem.on(root).flink()).isEqualTo(DEAD.toString());
    }
}
