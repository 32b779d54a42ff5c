package io.colloquy.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.operators.core.registry.OperatorIds;
import io.colloquy.schemas.UnreachableException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoredStateTest {
    @TempDir
    Path folder;

    /** A savepoint that holds one operator, without state. */
    private RestoredState with(String uid) throws Exception {
        OperatorState operator = new OperatorState(uid, uid, new OperatorID(), 1, 128);
        try (OutputStream out = Files.newOutputStream(folder.resolve("_metadata"))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(1, List.of(operator), List.of()), out);
        }
        return RestoredState.at(folder.toUri().toString());
    }

    @Test
    void readsASourceThatHasReadNothingYet() throws Exception {
        assertThat(with(OperatorIds.READ).positions()).isEmpty();
    }

    /** Nothing could be checked, so the check must not pass. */
    @Test
    void refusesTheSavepointOfAnotherJob() throws Exception {
        RestoredState other = with("word-count");
        assertThatThrownBy(other::positions)
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("it has nothing of the operator " + OperatorIds.READ);
    }
}
