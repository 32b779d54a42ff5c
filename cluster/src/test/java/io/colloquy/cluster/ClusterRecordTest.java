package io.colloquy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.local.S3Keys;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterRecordTest {
    private static final KeptProcess ALIVE = KeptProcess.of(ProcessHandle.current());
    /** Its number was given out again. */
    private static final KeptProcess GONE = new KeptProcess(ALIVE.pid(), ALIVE.startedMillis() - 60_000);

    private static ClusterRecord cluster(Map<String, KeptProcess> processes) {
        return new ClusterRecord(shape(3), Map.of(), new S3Keys("who", "secret"), processes);
    }

    private static ClusterShape shape(int taskManagers) {
        return new ClusterShape(taskManagers, 1, false, Map.of());
    }

    @Test
    void ofASmallerShapeMissesNobodyWhoIsGoneAndHasNoPlaceInIt() {
        ClusterRecord smaller = cluster(Map.of("taskmanager-1", GONE, "jobmanager-2", GONE, "taskmanager-3", GONE))
                .with(shape(1), Map.of("s3.clients", 9000));

        assertThat(smaller.started()).containsExactly(Member.taskManager(1));
        assertThat(smaller.ports()).containsEntry("s3.clients", 9000);
    }

    @Test
    void keepsWhoLivesWhateverItsShape() {
        ClusterRecord smaller = cluster(Map.of("taskmanager-3", ALIVE)).with(shape(1), Map.of());

        assertThat(smaller.alive()).containsExactly(Member.taskManager(3));
    }
}
