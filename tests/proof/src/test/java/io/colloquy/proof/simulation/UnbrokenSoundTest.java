package io.colloquy.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.recordings.RandomRecordings;
import io.colloquy.proof.recordings.Uploads;
import io.colloquy.proof.recordings.Uploads.Upload;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten minutes in which nobody falls silent: what one chunk costs must not grow with them. */
@Timeout(60)
class UnbrokenSoundTest {
    private static final int SECONDS = 600;
    private static final int SAMPLES = SECONDS * Timeline.SAMPLE_RATE;

    private final Random random = new Random(1);
    private final Chunk whole = new RandomRecordings(random).unbroken(SECONDS);

    @Test
    void oneLongChunkIsTranscribedOnce() {
        Simulation simulation = upload(List.of(whole), 0, 50);
        assertThat(simulation.transcribedSamples).isBetween((long) SAMPLES, SAMPLES + SAMPLES / 100L);
    }

    @Test
    void chunksInOrderAreTranscribedLittleMoreThanOnce() {
        Simulation simulation =
                upload(RandomRecordings.cut(List.of(whole), 30 * Timeline.SAMPLE_RATE), (int) seconds(30), 50);
        assertThat(simulation.transcribedSamples).isBetween((long) SAMPLES, SAMPLES + SAMPLES / 2L);
    }

    @Test
    void shuffledChunksAreTranscribedAgainAtTheirSeamsAlone() {
        List<Chunk> shuffled = new ArrayList<>(RandomRecordings.cut(List.of(whole), 30 * Timeline.SAMPLE_RATE));
        Collections.shuffle(shuffled, random);
        Simulation simulation = upload(shuffled, (int) seconds(60), 50);
        assertThat(simulation.transcribedSamples).isBetween((long) SAMPLES, SAMPLES + SAMPLES / 2L);
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toMillis();
    }

    /** One after another, and checks the result. */
    private Simulation upload(List<Chunk> chunks, int between, int delay) {
        List<Upload> records =
                chunks.stream().map(chunk -> new Upload(chunk, chunk.source())).toList();
        Simulation simulation = new Simulation(random, delay);
        long after = 0;
        for (Upload record : records) simulation.send(record.chunk(), record.source(), after += between);
        simulation.run();
        Expected.of(Simulation.STREAM, new Uploads(records, chunks)).assertStored(simulation.storage());
        return simulation;
    }
}
