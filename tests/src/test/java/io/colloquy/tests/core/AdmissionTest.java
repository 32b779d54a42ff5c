package io.colloquy.tests.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.deadletter.RejectedRecord.InKafka;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.Arrival.Decoded;
import io.colloquy.operators.core.decode.Arrival.Rejected;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.deduplicate.Deduplicator;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import io.colloquy.tests.Decided;
import io.colloquy.tests.Parts;
import io.colloquy.tests.Recordings;
import io.colloquy.tests.oracle.Oracle.Chunk;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final Duration HORIZON = Duration.ofDays(30);
    private static final long SECOND = 1_000_000;
    private static final long NEWEST = 1_700_000_000 * SECOND;
    private static final long OLDEST = NEWEST - HORIZON.toSeconds() * SECOND;
    private static final long NOW = 1_800_000_000_000L;

    private final Memory memory = new Memory();
    private final Deduplicator admission = new Deduplicator(HORIZON, memory.admit);
    private final List<Chunk> chunks = new Recordings(new Random(1)).chunks(2);

    private Decided arrive(Chunk chunk, Source source, long offset) {
        AudioPart part = Parts.of(Simulation.STREAM, chunk, source, new Origin("audio-chunks", 0, offset))
                .get(0);
        return arrive(part);
    }

    private Decided arrive(AudioPart part) {
        return Decided.of(admission.decide(new Decoded(part), NOW));
    }

    /** @param start of its chunk, of two parts */
    private static AudioPart part(long start, int index, long offset) {
        PartId id = new PartId(new ChunkKey(start, new Digest(1, 2, 3, 4)), index);
        Origin origin = new Origin("audio-chunks", 0, offset);
        int samples = Timeline.PART_SAMPLES + 16;
        return new AudioPart(Simulation.STREAM, id, Source.LIVE, samples, origin, Parts.SENT_AT, new byte[32]);
    }

    @Test
    void accountsARepeatAsDuplicateButNotWhatKafkaDeliversAgain() {
        assertThat(arrive(chunks.get(0), Source.LIVE, 5).passed()).isNotNull();
        Decided repeat = arrive(chunks.get(0), Source.SYNC, 6);
        assertThat(repeat.passed()).isNull();
        assertThat(repeat.account().duplicateMs()).isEqualTo(repeat.account().receivedMs());
        assertThat(arrive(chunks.get(0), Source.SYNC, 6).account()).isNull();
    }

    @Test
    void letsAnUnknownChunkInAlsoWhereOffsetsBeganAnew() {
        arrive(chunks.get(0), Source.LIVE, 100);
        assertThat(arrive(chunks.get(1), Source.LIVE, 0).passed()).isNotNull();
    }

    @Test
    void tellsOfABetterSource() {
        arrive(chunks.get(0), Source.BACKFILL, 1);
        assertThat(arrive(chunks.get(0), Source.LIVE, 2).restated().source()).isEqualTo(Source.LIVE);
        assertThat(arrive(chunks.get(0), Source.SYNC, 3).restated()).isNull();
    }

    @Test
    void saysNothingOfTheSourceThatItKnows() {
        arrive(chunks.get(0), Source.SYNC, 1);
        assertThat(arrive(chunks.get(0), Source.SYNC, 2).restated()).isNull();
    }

    @Test
    void accountsAChunkInFullOnTheDayOfItsStart() {
        long day = Timeline.day(NEWEST);
        int millis = 30_001;
        assertThat(arrive(part(NEWEST, 0, 0)).account())
                .isEqualTo(AccountEntry.received(Simulation.STREAM, day, millis));
        assertThat(arrive(part(NEWEST, 1, 0)).account()).isNull();
        assertThat(arrive(part(NEWEST, 0, 1)).account())
                .isEqualTo(AccountEntry.repeated(Simulation.STREAM, day, millis));
    }

    @Test
    void countsARejectedRecordOnce() {
        Arrival rejected = new Rejected(Simulation.STREAM, new Origin("audio-chunks", 0, 9), 20_000);
        assertThat(Decided.of(admission.decide(rejected, NOW)).account().rejectedChunks())
                .isEqualTo(1);
        assertThat(Decided.of(admission.decide(rejected, NOW)).account()).isNull();
    }

    @Test
    void refusesAChunkThatStartsBeforeTheHorizonOfTheNewest() {
        arrive(part(NEWEST, 0, 0));
        assertThat(arrive(part(OLDEST, 0, 1)).passed()).isNotNull();

        Decided refused = arrive(part(OLDEST - 1, 0, 2));

        assertThat(refused.passed()).isNull();
        RejectedRecord refusal = refused.rejected();
        assertThat(refusal.rejection().code()).isEqualTo("beyond_horizon");
        assertThat(refusal.record()).isEqualTo(new InKafka(Simulation.STREAM, new Origin("audio-chunks", 0, 2)));
        assertThat(refusal.stage().wireName()).isEqualTo("admit");
        assertThat(refusal.failedAt()).isEqualTo(NOW);
        assertThat(refusal.rejection().detail())
                .contains("2023-10-15T22:13:19.999999Z", "2023-10-15T22:13:20Z", "assemble.horizon");
        AccountEntry account = refused.account();
        assertThat(account.rejectedChunks()).isEqualTo(1);
        assertThat(account.chunks()).isZero();
        assertThat(account.day()).isEqualTo(Timeline.day(Parts.SENT_AT * 1000));
        assertThat(arrive(part(OLDEST - 1, 1, 2)).passed()).isNull();
    }

    @Test
    void doesNotMeasureTheHorizonFromWhatItRefused() {
        arrive(part(NEWEST, 0, 0));
        arrive(part(OLDEST - SECOND, 0, 1));
        assertThat(arrive(part(OLDEST, 0, 2)).passed()).isNotNull();
        assertThat(arrive(part(OLDEST - 1, 0, 3)).rejected()).isNotNull();
    }

    @Test
    void accountsARefusedRecordOnceButSendsItsLetterAgain() {
        arrive(part(NEWEST, 0, 0));
        assertThat(arrive(part(OLDEST - 1, 0, 1)).account()).isNotNull();

        Decided again = arrive(part(OLDEST - 1, 0, 1));

        assertThat(again.account()).isNull();
        assertThat(again.rejected()).isNotNull();
    }

    @Test
    void refusesARepeatOfAKnownChunkThatTheHorizonHasPassed() {
        arrive(part(OLDEST - 1, 0, 0));
        arrive(part(NEWEST, 0, 1));

        assertThat(arrive(part(OLDEST - 1, 0, 2)).rejected()).isNotNull();
        assertThat(arrive(part(OLDEST - 1, 1, 2)).passed()).isNull();
    }

    @Test
    void refusesWhatItHasForgottenAlsoWhereTheHorizonIsFartherNow() {
        arrive(part(OLDEST, 0, 0));
        arrive(part(NEWEST + Timeline.BUCKET_MICROS * 3, 0, 1));

        Deduplicator farther = new Deduplicator(HORIZON.multipliedBy(2), memory.admit);

        Arrival again = new Decoded(part(OLDEST, 0, 2));
        assertThat(Decided.of(farther.decide(again, NOW)).rejected()).isNotNull();
    }

    @Test
    void letsNoPartOfAKnownChunkInOnceItsRecordIsRefused() {
        arrive(part(OLDEST - 1, 0, 0));
        arrive(part(NEWEST, 0, 1));
        assertThat(arrive(part(OLDEST - 1, 1, 0)).passed())
                .as("of the record that was accepted")
                .isNotNull();

        assertThat(arrive(part(OLDEST - 1, 0, 0)).rejected()).isNotNull();
        assertThat(arrive(part(OLDEST - 1, 1, 0)).passed()).isNull();
    }
}
