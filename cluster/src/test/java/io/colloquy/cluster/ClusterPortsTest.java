package io.colloquy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.cli.EnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterPortsTest {
    private static final ClusterShape SHAPE = new ClusterShape(2, 1, true, Map.of());

    @TempDir
    Path data;

    private Map<String, Integer> choose(Map<String, Integer> kept, Set<Member> alive) throws IOException {
        return ClusterPorts.choose(data, SHAPE, kept, alive);
    }

    @Test
    void differAndStay() throws Exception {
        Map<String, Integer> first = choose(Map.of(), Set.of());

        assertThat(first)
                .containsKeys("s3.clients", "zookeeper.clients", "servers.kafka", "servers.postgres")
                .containsKeys("jobmanager-1.rest", "jobmanager-2.rest", "taskmanager-2.metrics");
        assertThat(first.values()).doesNotHaveDuplicates();
        assertThat(choose(first, Set.of())).isEqualTo(first);
    }

    @Test
    void beginWithThoseOfUp() throws Exception {
        int free = free();
        Files.writeString(data.resolve("ports.properties"), "kafka=" + free + "\nflink=1\n");

        assertThat(choose(Map.of(), Set.of())).containsEntry("servers.kafka", free);
    }

    @Test
    void ofWhoLivesAreNotTouched() throws Exception {
        try (ServerSocket taken = taken()) {
            Map<String, Integer> kept = Map.of("s3.clients", taken.getLocalPort());

            assertThat(choose(kept, Set.of(Member.only(Role.S3)))).containsAllEntriesOf(kept);
        }
    }

    @Test
    void ofWhoDiedCannotMoveWhileOthersKnowThem() throws Exception {
        try (ServerSocket taken = taken()) {
            Map<String, Integer> kept = new TreeMap<>(choose(Map.of(), Set.of()));
            kept.put("s3.clients", taken.getLocalPort());
            kept.put("taskmanager-1.metrics", taken.getLocalPort());

            assertThatThrownBy(() -> choose(kept, Set.of(Member.taskManager(2))))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("the port s3.clients " + taken.getLocalPort() + " is taken");
            kept.remove("s3.clients");
            assertThat(choose(kept, Set.of(Member.taskManager(2))).get("taskmanager-1.metrics"))
                    .isNotEqualTo(taken.getLocalPort());
        }
    }

    private static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static int free() throws IOException {
        try (ServerSocket socket = taken()) {
            return socket.getLocalPort();
        }
    }
}
