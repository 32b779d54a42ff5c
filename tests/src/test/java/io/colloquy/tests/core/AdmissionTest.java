package io.colloquy.tests.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.admit.core.Admission;
import io.colloquy.operators.decode.Arrival;
import io.colloquy.operators.decode.Arrival.Rejected;
import io.colloquy.operators.decode.Part;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Source;
import io.colloquy.tests.Parts;
import io.colloquy.tests.Recordings;
import io.colloquy.tests.oracle.Oracle.Chunk;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(new Memory().admit);
    private final List<Chunk> chunks = new Recordings(new Random(1)).chunks(2);

    private Admission.Decision arrive(Chunk chunk, Source source, long offset) {
        Part part = Parts.of(Simulation.STREAM, chunk, source, new Origin("audio-chunks", 0, offset))
                .get(0);
        return admission.decide(new Arrival(Simulation.STREAM, part, null));
    }

    @Test
    void accountsARepeatAsDuplicateButNotWhatKafkaDeliversAgain() {
        assertThat(arrive(chunks.get(0), Source.LIVE, 5).admitted()).isNotNull();
        Admission.Decision repeat = arrive(chunks.get(0), Source.SYNC, 6);
        assertThat(repeat.admitted()).isNull();
        assertThat(repeat.account().duplicateMs()).isEqualTo(repeat.account().receivedMs());
        assertThat(arrive(chunks.get(0), Source.SYNC, 6).account()).isNull();
    }

    @Test
    void letsAnUnknownChunkInAlsoWhereOffsetsBeganAnew() {
        arrive(chunks.get(0), Source.LIVE, 100);
        assertThat(arrive(chunks.get(1), Source.LIVE, 0).admitted()).isNotNull();
    }

    @Test
    void tellsOfABetterSource() {
        arrive(chunks.get(0), Source.BACKFILL, 1);
        assertThat(arrive(chunks.get(0), Source.LIVE, 2).restated().source()).isEqualTo(Source.LIVE);
        assertThat(arrive(chunks.get(0), Source.SYNC, 3).restated()).isNull();
    }

    @Test
    void countsARejectedRecordOnce() {
        Arrival rejected = new Arrival(Simulation.STREAM, null, new Rejected(new Origin("audio-chunks", 0, 9), 20_000));
        assertThat(admission.decide(rejected).account().rejectedChunks()).isEqualTo(1);
        assertThat(admission.decide(rejected).account()).isNull();
    }
}
