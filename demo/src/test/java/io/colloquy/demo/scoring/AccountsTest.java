package io.colloquy.demo.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.demo.scoring.LedgerCheck.DeviceDay;
import io.colloquy.demo.scoring.LedgerCheck.Sent;
import io.colloquy.schemas.DayRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsTest {
    private static final DeviceDay DAY = new DeviceDay("pendant", 20_521);
    private static final Map<DeviceDay, Sent> SENT = Map.of(DAY, new Sent(3, 60_000));
    private static final DayRow GOOD = new DayRow(20_521, 60_000, 20_000, 30_000, 10_000, 0, 0, 3, 1, 0);

    @Test
    void acceptsALedgerThatTellsOfAllThatWasSent() {
        DayRow rejectedToday = new DayRow(20_700, 0, 0, 0, 0, 0, 0, 0, 0, 2);
        Map<DeviceDay, DayRow> ledger = Map.of(DAY, GOOD, new DeviceDay("pendant", 20_700), rejectedToday);
        assertThat(LedgerCheck.of(SENT, 2, ledger).ok()).isTrue();
    }

    @Test
    void refusesMissingAudio() {
        DayRow less = new DayRow(20_521, 50_000, 20_000, 30_000, 0, 0, 0, 2, 0, 0);
        assertThat(failures(less)).singleElement().asString().contains("sent 3 chunks of 60000 ms");
        assertThat(LedgerCheck.of(SENT, 0, Map.of()).failures()).hasSize(1);
    }

    @Test
    void refusesAudioThatNobodySent() {
        Map<DeviceDay, DayRow> ledger = Map.of(DAY, GOOD, new DeviceDay("ghost", 20_521), GOOD);
        assertThat(LedgerCheck.of(SENT, 0, ledger).failures())
                .singleElement()
                .asString()
                .contains("ghost");
    }

    @Test
    void refusesWhatIsPendingFailedOrDoesNotAddUp() {
        assertThat(failures(new DayRow(20_521, 60_000, 20_000, 30_000, 0, 0, 10_000, 3, 1, 0)))
                .singleElement()
                .asString()
                .contains("pending");
        assertThat(failures(new DayRow(20_521, 60_000, 20_000, 30_000, 0, 10_000, 0, 3, 1, 0)))
                .singleElement()
                .asString()
                .contains("failed");
        assertThat(failures(new DayRow(20_521, 60_000, 20_000, 30_000, 0, 0, 0, 3, 1, 0)))
                .singleElement()
                .asString()
                .contains("does not add up");
    }

    @Test
    void refusesAnotherCountOfRejectedRecords() {
        assertThat(LedgerCheck.of(SENT, 1, Map.of(DAY, GOOD)).failures()).hasSize(1);
    }

    @Test
    void comparesDeadLettersByReason() {
        List<String> expected = List.of("bad_json", "too_short", "too_short");
        assertThat(DeadLetterCheck.of(expected, List.of("too_short", "bad_json", "too_short"))
                        .exact())
                .isTrue();
        DeadLetterCheck wrong = DeadLetterCheck.of(expected, List.of("too_short", "bad_json", "undecodable"));
        assertThat(wrong.exact()).isFalse();
        assertThat(wrong.failures()).hasSize(2);
        assertThat(wrong.found()).isEqualTo(new TreeMap<>(Map.of("bad_json", 1, "too_short", 1, "undecodable", 1)));
    }

    @Test
    void seesSpeechThatWasPublishedTwice() {
        assertThat(DoubledRows.in(Made.UTTERANCES)).isEmpty();
        FoundUtterance again = Made.utterance("other", 8, 10, "S1", "well");
        List<FoundUtterance> doubled = List.of(Made.UTTERANCES.get(1), again, Made.UTTERANCES.get(3));
        assertThat(DoubledRows.in(doubled)).hasSize(1);
    }

    /** As where a clock that tells whole seconds goes back at a seam within the first one. */
    @ParameterizedTest
    @CsvSource({"9.0, 12, 0", "8.996, 12, 0", "8.501, 12, 0", "8.499, 12, 1", "8.6, 9, 1", "8.6, 8.9, 1"})
    void speechIsDoubledWhereMoreOverlapsThanASeamExplains(double start, double end, int doubled) {
        FoundUtterance next = Made.utterance("one", start, end, "S1", "well");
        assertThat(DoubledRows.in(List.of(Made.UTTERANCES.get(1), next))).hasSize(doubled);
    }

    private static List<String> failures(DayRow row) {
        return LedgerCheck.of(SENT, 0, Map.of(DAY, row)).failures();
    }
}
