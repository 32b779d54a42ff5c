package io.colloquy.operators.core.deduplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.deadletter.RejectedRecord.InKafka;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.Arrival.Decoded;
import io.colloquy.operators.core.decode.Arrival.Rejected;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.state.StateStore;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeduplicatorTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    /** When all records were sent, ms since the epoch. */
    private static final long SENT_AT = 1_700_100_000_000L;

    private static final Duration HORIZON = Duration.ofDays(30);
    private static final long SECOND = 1_000_000;
    private static final long NEWEST = 1_700_000_000 * SECOND;
    private static final long OLDEST = NEWEST - HORIZON.toSeconds() * SECOND;
    private static final long NOW = 1_800_000_000_000L;

    private final DeduplicationState state = DeduplicationState.open(StateStore.inMemory());
    private final Deduplicator deduplicator = new Deduplicator(HORIZON, state);

    /** @param start of its chunk */
    private Decided arrive(long start, Source source, long offset) {
        return arrive(part(start, 0, source, offset));
    }

    private Decided arrive(AudioPart part) {
        return Decided.of(deduplicator.decide(new Decoded(part), NOW));
    }

    /** @param start of its chunk, of two parts */
    private static AudioPart part(long start, int index, long offset) {
        return part(start, index, Source.LIVE, offset);
    }

    private static AudioPart part(long start, int index, Source source, long offset) {
        PartId id = new PartId(new ChunkKey(start, new Digest(1, 2, 3, 4)), index);
        Origin origin = new Origin("audio-chunks", 0, offset);
        int samples = Timeline.PART_SAMPLES + 16;
        return new AudioPart(STREAM, id, source, samples, origin, SENT_AT, new byte[32]);
    }

    @Test
    void accountsARepeatAsDuplicateButNotWhatKafkaDeliversAgain() {
        assertThat(arrive(NEWEST, Source.LIVE, 5).passed()).isNotNull();
        Decided repeat = arrive(NEWEST, Source.SYNC, 6);
        assertThat(repeat.passed()).isNull();
        assertThat(repeat.account().duplicateMs()).isEqualTo(repeat.account().receivedMs());
        assertThat(arrive(NEWEST, Source.SYNC, 6).account()).isNull();
    }

    @Test
    void letsAnUnknownChunkInAlsoWhereOffsetsBeganAnew() {
        arrive(NEWEST, Source.LIVE, 100);
        assertThat(arrive(NEWEST + 60 * SECOND, Source.LIVE, 0).passed()).isNotNull();
    }

    @Test
    void tellsOfABetterSource() {
        arrive(NEWEST, Source.BACKFILL, 1);
        assertThat(arrive(NEWEST, Source.LIVE, 2).restated().source()).isEqualTo(Source.LIVE);
        assertThat(arrive(NEWEST, Source.SYNC, 3).restated()).isNull();
    }

    @Test
    void saysNothingOfTheSourceThatItKnows() {
        arrive(NEWEST, Source.SYNC, 1);
        assertThat(arrive(NEWEST, Source.SYNC, 2).restated()).isNull();
    }

    @Test
    void accountsAChunkInFullOnTheDayOfItsStart() {
        long day = Timeline.day(NEWEST);
        int millis = 30_001;
        assertThat(arrive(part(NEWEST, 0, 0)).account()).isEqualTo(AccountEntry.received(STREAM, day, millis));
        assertThat(arrive(part(NEWEST, 1, 0)).account()).isNull();
        assertThat(arrive(part(NEWEST, 0, 1)).account()).isEqualTo(AccountEntry.repeated(STREAM, day, millis));
    }

    @Test
    void countsARejectedRecordOnce() {
        Arrival rejected = new Rejected(STREAM, new Origin("audio-chunks", 0, 9), 20_000);
        assertThat(Decided.of(deduplicator.decide(rejected, NOW)).account().rejectedChunks())
                .isEqualTo(1);
        assertThat(Decided.of(deduplicator.decide(rejected, NOW)).account()).isNull();
    }

    @Test
    void rejectsAChunkThatStartsBeforeTheHorizonOfTheNewest() {
        arrive(part(NEWEST, 0, 0));
        assertThat(arrive(part(OLDEST, 0, 1)).passed()).isNotNull();

        Decided rejected = arrive(part(OLDEST - 1, 0, 2));

        assertThat(rejected.passed()).isNull();
        RejectedRecord letter = rejected.rejected();
        assertThat(letter.rejection().code()).isEqualTo("beyond_horizon");
        assertThat(letter.record()).isEqualTo(new InKafka(STREAM, new Origin("audio-chunks", 0, 2)));
        assertThat(letter.stage().wireName()).isEqualTo("admit");
        assertThat(letter.failedAt()).isEqualTo(NOW);
        assertThat(letter.rejection().detail())
                .contains("2023-10-15T22:13:19.999999Z", "2023-10-15T22:13:20Z", "assemble.horizon");
        AccountEntry account = rejected.account();
        assertThat(account.rejectedChunks()).isEqualTo(1);
        assertThat(account.chunks()).isZero();
        assertThat(account.day()).isEqualTo(Timeline.day(SENT_AT * 1000));
        assertThat(arrive(part(OLDEST - 1, 1, 2)).passed()).isNull();
    }

    @Test
    void doesNotMeasureTheHorizonFromWhatItRejected() {
        arrive(part(NEWEST, 0, 0));
        arrive(part(OLDEST - SECOND, 0, 1));
        assertThat(arrive(part(OLDEST, 0, 2)).passed()).isNotNull();
        assertThat(arrive(part(OLDEST - 1, 0, 3)).rejected()).isNotNull();
    }

    @Test
    void accountsARejectedRecordOnceButSendsItsLetterAgain() {
        arrive(part(NEWEST, 0, 0));
        assertThat(arrive(part(OLDEST - 1, 0, 1)).account()).isNotNull();

        Decided again = arrive(part(OLDEST - 1, 0, 1));

        assertThat(again.account()).isNull();
        assertThat(again.rejected()).isNotNull();
    }

    @Test
    void rejectsARepeatOfAKnownChunkThatTheHorizonHasPassed() {
        arrive(part(OLDEST - 1, 0, 0));
        arrive(part(NEWEST, 0, 1));

        assertThat(arrive(part(OLDEST - 1, 0, 2)).rejected()).isNotNull();
        assertThat(arrive(part(OLDEST - 1, 1, 2)).passed()).isNull();
    }

    @Test
    void rejectsWhatItHasForgottenAlsoWhereTheHorizonIsFartherNow() {
        arrive(part(OLDEST, 0, 0));
        arrive(part(NEWEST + Timeline.BUCKET_MICROS * 3, 0, 1));

        Deduplicator farther = new Deduplicator(HORIZON.multipliedBy(2), state);

        Arrival again = new Decoded(part(OLDEST, 0, 2));
        assertThat(Decided.of(farther.decide(again, NOW)).rejected()).isNotNull();
    }

    @Test
    void letsNoPartOfAKnownChunkInOnceItsRecordIsRejected() {
        arrive(part(OLDEST - 1, 0, 0));
        arrive(part(NEWEST, 0, 1));
        assertThat(arrive(part(OLDEST - 1, 1, 0)).passed())
                .as("of the record that was accepted")
                .isNotNull();

        assertThat(arrive(part(OLDEST - 1, 0, 0)).rejected()).isNotNull();
        assertThat(arrive(part(OLDEST - 1, 1, 0)).passed()).isNull();
    }
}
