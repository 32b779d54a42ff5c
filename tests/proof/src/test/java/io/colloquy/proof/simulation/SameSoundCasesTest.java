package io.colloquy.proof.simulation;

import static io.colloquy.proof.simulation.EveryOrder.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.proof.models.StandInModels;
import io.colloquy.proof.oracle.Oracle.Chunk;
import io.colloquy.proof.oracle.Oracle.Utterance;
import io.colloquy.proof.recordings.RandomRecordings;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is recorded twice, by example, and in every order of arrival. */
class SameSoundCasesTest {
    private static final int SECOND = Timeline.SAMPLE_RATE;
    /** A talk: 3 s, 2 s, 0.6 s and 5 s of sound, silence between and around them. */
    private static final double[] TALK = {1, 3, 1, 2, 1, 0.6, 1, 5, 1};

    private static final double TALK_SECONDS = Arrays.stream(TALK).sum();
    private static final double SPEECH_SECONDS = 3 + 2 + 0.6 + 5;

    @Test
    void theSameInOtherChunksShowsOnce() {
        byte[] talk = sound(1, TALK);
        Storage stored = EveryOrder.publish(
                chunk(Source.SYNC, 0, talk, 0, 7.5),
                chunk(Source.SYNC, 7.5, talk, 7.5, TALK_SECONDS),
                chunk(Source.SYNC, 0, talk, 0, 6.1),
                chunk(Source.SYNC, 6.1, talk, 6.1, TALK_SECONDS));
        assertThat(starts(stored)).containsExactly(1.0, 5.0, 8.0, 9.6);
        assertThat(day(stored).speechMs()).isEqualTo(millis(SPEECH_SECONDS));
        assertThat(day(stored).duplicateMs()).isEqualTo(millis(SPEECH_SECONDS));
    }

    @Test
    void aClockThatIsSetBackMakesNoDuplicates() {
        Storage stored = EveryOrder.publish(
                chunk(Source.LIVE, 0, sound(1, TALK), 0, TALK_SECONDS),
                chunk(Source.LIVE, TALK_SECONDS - 4, sound(2, TALK), 0, TALK_SECONDS));
        assertThat(day(stored).duplicateMs()).isZero();
        assertThat(day(stored).speechMs()).isEqualTo(millis(2 * SPEECH_SECONDS));
    }

    @Test
    void daysOfARecorderWithoutAClockAllShow() {
        Storage stored = EveryOrder.publish(
                chunk(Source.SYNC, 0, sound(1, TALK), 0, TALK_SECONDS),
                chunk(Source.SYNC, 0, sound(2, TALK), 0, TALK_SECONDS),
                chunk(Source.SYNC, 0, sound(3, TALK), 0, TALK_SECONDS));
        assertThat(day(stored).duplicateMs()).isZero();
    }

    /** What is missing live comes from the flash, when it was said by the clock of the others. */
    @Test
    void aHoleIsFilledAtTheRightTime() {
        byte[] talk = sound(1, TALK);
        Storage stored = EveryOrder.publish(
                chunk(Source.LIVE, 0, talk, 0, 4.5),
                chunk(Source.LIVE, 9, talk, 9, TALK_SECONDS),
                chunk(Source.BACKFILL, 3, talk, 0, TALK_SECONDS));
        assertThat(starts(stored)).containsExactly(1.0, 5.0, 8.0, 9.6);
        assertThat(day(stored).speechMs()).isEqualTo(millis(SPEECH_SECONDS));
    }

    /** The live recording is torn in the middle of a sound. So the flash has it, whole, by the live clock. */
    @Test
    void aSoundThatIsTornIsTakenFromTheRecordingThatHasItWhole() {
        byte[] talk = sound(1, TALK);
        Storage stored = EveryOrder.publish(
                chunk(Source.LIVE, 0, talk, 0, 11),
                chunk(Source.LIVE, 13, talk, 13, TALK_SECONDS),
                chunk(Source.BACKFILL, 3, talk, 0, TALK_SECONDS));
        assertThat(starts(stored)).containsExactly(1.0, 5.0, 8.0, 9.6);
        assertThat(utterances(stored).get(3).end() - utterances(stored).get(3).start())
                .isEqualTo(5_000_000);
    }

    @Test
    void clocksOfTwoSourcesMayBeFarApart() {
        byte[] talk = sound(1, TALK);
        for (int apart : new int[] {90, -1_200}) {
            Storage stored = EveryOrder.publish(
                    chunk(Source.LIVE, 0, talk, 0, 8.5),
                    chunk(Source.LIVE, 9, talk, 9, TALK_SECONDS),
                    chunk(Source.SYNC, apart, talk, 0, TALK_SECONDS));
            assertThat(starts(stored)).containsExactly(1.0, 5.0, 8.0, 9.6);
        }
    }

    @Test
    void aJingleMinutesLaterIsAnotherSound() {
        byte[] jingle = sound(1, 1, 5, 1);
        Storage stored = EveryOrder.publish(
                chunk(Source.LIVE, 0, jingle, 0, 7),
                chunk(Source.LIVE, 90, jingle, 0, 7),
                chunk(Source.SYNC, 200, jingle, 0, 7));
        assertThat(utterances(stored)).hasSize(3);
        assertThat(day(stored).duplicateMs()).isZero();
    }

    /** A recorder plays the same whenever it boots, and then somebody says something else, without a pause. */
    @Test
    void whatIsSaidAfterASoundThatCameBeforeShows() {
        Storage stored = EveryOrder.publish(
                chunk(Source.LIVE, 0, joined(sound(7, 1, 5), sound(1, 0, 4, 1)), 0, 11),
                chunk(Source.LIVE, 0, joined(sound(7, 1, 5), sound(2, 0, 4, 1)), 0, 11));
        assertThat(day(stored).duplicateMs()).isBetween(4_000L, 5_600L);
        assertThat(day(stored).speechMs()).isEqualTo(18_000 - day(stored).duplicateMs());
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }

    @Test
    void threeRecordingsOfTheSameAreToldOnce() {
        byte[] talk = sound(1, TALK);
        Storage stored = EveryOrder.publish(
                chunk(Source.LIVE, 0, talk, 0, TALK_SECONDS),
                chunk(Source.SYNC, 1, talk, 0, TALK_SECONDS),
                chunk(Source.BACKFILL, -2, talk, 0, TALK_SECONDS));
        assertThat(starts(stored)).containsExactly(1.0, 5.0, 8.0, 9.6);
        assertThat(day(stored).duplicateMs()).isEqualTo(2 * millis(SPEECH_SECONDS));
    }

    /** Long speech is cut by the clock: where clocks are apart, elsewhere. */
    @Test
    void longSpeechThatIsCutElsewhereShowsOnce() {
        byte[] speech = sound(1, 1, 45, 1);
        Storage stored =
                EveryOrder.publish(chunk(Source.LIVE, 0, speech, 0, 47), chunk(Source.BACKFILL, 3, speech, 0, 47));
        assertThat(day(stored).speechMs()).isEqualTo(45_000);
        assertThat(day(stored).duplicateMs()).isEqualTo(45_000);
    }

    @Test
    void nobodyIsSilencedByZeros() {
        Storage stored = EveryOrder.publish(
                chunk(Source.LIVE, 0, new byte[2 * 60 * SECOND], 0, 60),
                chunk(Source.SYNC, 1, sound(1, TALK), 0, TALK_SECONDS));
        assertThat(starts(stored)).containsExactly(2.0, 6.0, 9.0, 10.6);
    }

    private static long millis(double seconds) {
        return Math.round(seconds * 1000);
    }

    private static DayRow day(Storage stored) {
        assertThat(stored.days()).hasSize(1);
        return stored.days().get(0);
    }

    private static List<Utterance> utterances(Storage stored) {
        return stored.conversations().stream()
                .flatMap(conversation -> conversation.utterances().stream())
                .toList();
    }

    /** In seconds, to a tenth. */
    private static List<Double> starts(Storage stored) {
        return utterances(stored).stream()
                .map(utterance -> Math.round((utterance.start() - START) / 1e5) / 10.0)
                .toList();
    }

    /**
     * The same for the same number.
     *
     * @param seconds of silence, of sound, of silence, …
     */
    private static byte[] sound(int number, double... seconds) {
        Random random = new Random(number);
        byte[] pcm = new byte[2 * (int) Math.round(Arrays.stream(seconds).sum() * SECOND)];
        double at = 0;
        for (int i = 0; i < seconds.length; i++) {
            double end = at + seconds[i];
            if (i % 2 == 1) fill(pcm, (int) Math.round(at * SECOND), (int) Math.round(end * SECOND), random);
            at = end;
        }
        return pcm;
    }

    private static void fill(byte[] pcm, int from, int to, Random random) {
        for (int at = from; at < to; at += SECOND / 10) {
            short level = (short) (StandInModels.BLEND - 8 * (1 + random.nextInt(300)));
            for (int i = at; i < Math.min(to, at + SECOND / 10); i++) Pcm16.put(pcm, 2 * i, level);
        }
    }

    /** From one second of the sound to another, at a time of the clock's own. */
    private static Chunk chunk(Source source, double start, byte[] sound, double from, double to) {
        byte[] pcm = Arrays.copyOfRange(sound, 2 * (int) Math.round(from * SECOND), 2 * (int) Math.round(to * SECOND));
        ChunkKey key = new ChunkKey(START + Math.round(start * 1e6), RandomRecordings.FORMAT.digest(pcm));
        return new Chunk(key, source, pcm);
    }
}
