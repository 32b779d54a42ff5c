package io.colloquy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.local.S3Keys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFileTest {
    private static final ClusterRecord CLUSTER = new ClusterRecord(
            new ClusterShape(2, 3, true, Map.of("rest.flamegraph.enabled", "true")),
            Map.of("s3.clients", 9000),
            new S3Keys("who", "secret"),
            Map.of("taskmanager-2", new KeptProcess(12, 34), "jobmanager-1", new KeptProcess(1, 2)));

    @TempDir
    Path root;

    private ClusterFile file() {
        return new ClusterFile(new ClusterFolder(root));
    }

    @Test
    void keepsWhatIsKnown() throws Exception {
        assertThat(file().read()).isEmpty();

        file().write(CLUSTER);

        assertThat(file().read()).contains(CLUSTER);
        assertThat(CLUSTER.started()).extracting(Member::name).containsExactly("jobmanager-1", "taskmanager-2");
    }

    @Test
    void nobodyElseReadsTheKey() throws Exception {
        file().write(CLUSTER);

        assertThat(Files.getPosixFilePermissions(root.resolve("cluster.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(CLUSTER.toString()).doesNotContain("secret");
    }

    @Test
    void saysWhichFileIsDamaged() throws Exception {
        Files.writeString(root.resolve("cluster.json"), "{\"shape\":");

        assertThatThrownBy(() -> file().read())
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(root.resolve("cluster.json").toString());
    }

    @Test
    void onlyOneCommandAtATimeChangesIt() throws Exception {
        ClusterFolder folder = new ClusterFolder(root);
        try (ClusterLock lock = ClusterLock.acquire(folder)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> ClusterLock.acquire(folder))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("another command");
        }
        ClusterLock.acquire(folder).close();
    }
}
