package io.colloquy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedCheckpointsTest {

    @TempDir
    Path folder;

    @Test
    void findsNoneInAnEmptyOrAbsentFolder() throws IOException {
        assertThat(new RetainedCheckpoints(folder).newest()).isEmpty();
        assertThat(new RetainedCheckpoints(folder.resolve("absent")).newest()).isEmpty();
    }

    @Test
    void takesTheGreatestNumberOfAllJobs() throws IOException {
        complete("old", 9);
        complete("old", 100);
        Path newest = complete("new", 101);
        complete("older", 99);
        assertThat(new RetainedCheckpoints(folder).newest()).contains(newest);
    }

    @Test
    void takesTheYoungestOfEqualNumbers() throws IOException {
        touch(complete("early", 7), 1_000);
        Path young = complete("late", 7);
        touch(young, 2_000);
        assertThat(new RetainedCheckpoints(folder).newest()).contains(young);
    }

    @Test
    void passesOverWhatAKillLeftUnfinished() throws IOException {
        Path whole = complete("job", 3);
        Files.createDirectories(folder.resolve("job/chk-4"));
        Path half = complete("job", 5).resolve("_metadata");
        Files.write(half, Arrays.copyOf(Files.readAllBytes(half), 10));
        Files.write(complete("job", 6).resolve("_metadata"), new byte[0]);
        Files.createDirectories(folder.resolve("job/shared"));
        assertThat(new RetainedCheckpoints(folder).newest()).contains(whole);
    }

    @Test
    void deletesOtherJobsOnly() throws IOException {
        complete("old", 1);
        Path sibling = complete("new", 2);
        Path kept = complete("new", 3);
        new RetainedCheckpoints(folder).deleteAllBut(Optional.of(kept));
        assertThat(folder.resolve("old")).doesNotExist();
        assertThat(List.of(sibling, kept)).allMatch(Files::exists);
        new RetainedCheckpoints(folder).deleteAllBut(Optional.empty());
        assertThat(folder).isEmptyDirectory();
    }

    private Path complete(String job, long number) throws IOException {
        Path checkpoint = Files.createDirectories(folder.resolve(job).resolve("chk-" + number));
        ByteArrayOutputStream metadata = new ByteArrayOutputStream();
        Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(number, List.of(), List.of()), metadata);
        Files.write(checkpoint.resolve("_metadata"), metadata.toByteArray());
        return checkpoint;
    }

    private static void touch(Path checkpoint, long millis) throws IOException {
        Files.setLastModifiedTime(checkpoint.resolve("_metadata"), FileTime.fromMillis(millis));
    }
}
