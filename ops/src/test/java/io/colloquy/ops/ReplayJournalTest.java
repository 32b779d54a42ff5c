package io.colloquy.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.ops.ReplaySteps.LiveJob;
import io.colloquy.ops.ReplaySteps.Phase;
import io.colloquy.ops.ReplaySteps.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayJournalTest {
    @TempDir
    Path folder;

    private static ReplaySteps steps() {
        LiveJob live = new LiveJob("http://a:1", "1".repeat(32), Map.of("kafka.bootstrap", "a:1"), 4, "2".repeat(32));
        return ReplaySteps.planned(
                "s3://b/savepoint-1",
                live,
                new TreeMap<>(Map.of("kafka.bootstrap", "a:1")),
                new TreeMap<>(Map.of(0, 5L)));
    }

    @Test
    void readsWhatItHasWritten() {
        ReplayJournal journal = ReplayJournal.open(folder.resolve("replay.json"));
        assertThat(journal.read()).isEmpty();

        Span span = new Span(new TreeMap<>(Map.of(0, 5L)), new TreeMap<>(Map.of(0, 9L, 1, 2L)));
        ReplaySteps stopped = journal.write(steps().stopped("s3://b/savepoint-2", span, 7, 1_500));
        assertThat(journal.read()).contains(stopped);
        assertThat(stopped.phase()).isEqualTo(Phase.REPLAYING);
        assertThat(stopped.replayed().records()).isEqualTo(6);

        ReplaySteps undoing = journal.write(stopped.withNewUndoJob());
        assertThat(journal.read()).contains(undoing);
        assertThat(undoing.job()).isEqualTo(stopped.job()).isNotEqualTo(undoing.undoJob());
    }

    @Test
    void refusesAFileThatIsNoJournal() throws IOException {
        Path file = Files.writeString(folder.resolve("replay.json"), "{\"from\":");
        assertThatThrownBy(() -> ReplayJournal.open(file).read())
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(file.toString());
    }
}
