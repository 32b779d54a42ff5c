package io.colloquy.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.connectors.kafka.HeldRecords;
import io.colloquy.schemas.UnreachableException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RestoreCheckTest {
    private static List<String> missing(Map<Integer, Long> positions, Map<Integer, HeldRecords> held) {
        return RestoreCheck.missing(new TreeMap<>(positions), new TreeMap<>(held), "audio-chunks");
    }

    @Test
    void missesNothingFromTheFirstHeldRecordToTheEnd() {
        Map<Integer, HeldRecords> held = Map.of(0, new HeldRecords(5, 9), 1, new HeldRecords(5, 9));
        assertThat(missing(Map.of(0, 5L, 1, 9L), held)).isEmpty();
    }

    @Test
    void namesPartitionOffsetAndWhatIsHeld() {
        assertThat(missing(Map.of(3, 120L), Map.of(3, new HeldRecords(200, 300))))
                .singleElement()
                .asString()
                .contains(
                        "partition 3 of audio-chunks", "from offset 120", "still holds is 200", "80 records are gone");
    }

    @Test
    void tellsATopicThatWasMadeAnew() {
        assertThat(missing(Map.of(0, 120L), Map.of(0, new HeldRecords(0, 7))))
                .singleElement()
                .asString()
                .contains("from offset 120", "ends at 7", "made anew");
    }

    @Test
    void tellsATopicThatIsGone() {
        assertThat(missing(Map.of(0, 120L, 1, 3L), Map.of()))
                .singleElement()
                .asString()
                .contains("the topic audio-chunks is gone");
    }

    @Test
    void needsAPartitionThatWasNotReadYetFromItsBeginning() {
        assertThat(missing(Map.of(0, -2L), Map.of(0, new HeldRecords(0, 300)))).isEmpty();
        assertThat(missing(Map.of(0, -2L), Map.of(0, new HeldRecords(200, 300))))
                .singleElement()
                .asString()
                .contains("was not read yet", "first 200 records are gone");
    }

    @Test
    void refusesALossThatNobodyAccepts() {
        assertThatThrownBy(() -> RestoreCheck.require(List.of("all is gone"), "s3://b/savepoint-1"))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("s3://b/savepoint-1: all is gone. With --accept-loss");
        assertThatCode(() -> RestoreCheck.require(List.of(), "s3://b/savepoint-1"))
                .doesNotThrowAnyException();
    }
}
