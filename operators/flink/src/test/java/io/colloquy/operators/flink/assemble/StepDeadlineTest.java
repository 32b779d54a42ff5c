package io.colloquy.operators.flink.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.speech.diarization.ClusteringInterruptedException;
import io.colloquy.speech.diarization.Voice;
import io.colloquy.speech.diarization.VoiceClustering;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StepDeadlineTest {
    private static final List<Voice> VOICES =
            List.of(new Voice(new float[] {1, 0}, 3), new Voice(new float[] {0, 1}, 3));

    private final StepDeadline deadline = new StepDeadline(Duration.ofSeconds(1));

    @AfterEach
    void close() {
        deadline.close();
    }

    private static int clusterForEver() {
        while (true) VoiceClustering.OF_UTTERANCES.cluster(VOICES);
    }

    @Test
    void endsClusteringThatTakesTooLongAndNamesTheSetting() {
        long begun = System.nanoTime();
        assertThatThrownBy(() -> deadline.within(StepDeadlineTest::clusterForEver))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "models.deadline.clustering: a step of assembling took longer than 1 s and was ended while it"
                                + " told voices apart");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(Thread.currentThread().isInterrupted())
                .as("what comes next is not interrupted")
                .isFalse();
    }

    @Test
    void tellsADeadlineBelowASecond() {
        try (StepDeadline shorter = new StepDeadline(Duration.ofMillis(500))) {
            assertThatThrownBy(() -> shorter.within(StepDeadlineTest::clusterForEver))
                    .hasMessageContaining(" longer than 500 ms and ");
        }
    }

    @Test
    void leavesAloneWhatIsQuick() {
        assertThat(deadline.within(
                        () -> VoiceClustering.OF_UTTERANCES.cluster(VOICES).labels()))
                .containsExactly(0, 1);
    }

    @Test
    void interruptOfTheTaskEndsClusteringToo() {
        assertThatThrownBy(() -> deadline.within(() -> {
                    Thread.currentThread().interrupt();
                    return clusterForEver();
                }))
                .isInstanceOf(ClusteringInterruptedException.class);
        assertThat(Thread.interrupted()).as("it is left for the task to see").isTrue();
    }
}
