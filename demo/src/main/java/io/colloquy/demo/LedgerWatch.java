package io.colloquy.demo;

import io.colloquy.cli.ProgressLine;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.demo.scoring.LedgerCheck;
import io.colloquy.demo.scoring.LedgerCheck.DeviceDay;
import io.colloquy.local.LocalJob;
import io.colloquy.schemas.DayRow;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Watches the ledger until it accounts for everything that was sent. */
final class LedgerWatch {
    private static final int POLL_MILLIS = 250;
    /** Restarts of the job, and a slow machine, fit in here. */
    private static final Duration STANDSTILL = Duration.ofMinutes(3);

    private final LocalJob job;
    private final ConversationReader reader;
    private final ProgressLine progress;
    private Long firstConversationAt;
    private long toldFailureAt;

    LedgerWatch(LocalJob job, ConversationReader reader, ProgressLine progress) {
        this.job = job;
        this.reader = reader;
        this.progress = progress;
    }

    /** When the first conversation was seen, ms since the epoch; null before. */
    Long firstConversationAt() {
        return firstConversationAt;
    }

    LedgerCheck check(List<PlannedRecord> sent) throws SQLException {
        return check(sent, Found.ledger(reader));
    }

    /**
     * Returns true once all is accounted for, and false where nothing in the ledger has changed for minutes: what is
     * missing is then in {@link #check}.
     *
     * @throws io.colloquy.local.JobFailedException where the job ends
     */
    boolean await(List<PlannedRecord> sent) throws Exception {
        Map<DeviceDay, DayRow> last = Map.of();
        long changedAt = System.nanoTime();
        while (true) {
            tellFailure();
            Map<DeviceDay, DayRow> ledger = Found.ledger(reader);
            if (firstConversationAt == null && Found.anyConversation(reader)) {
                firstConversationAt = System.currentTimeMillis();
                progress.say("the first conversation is in Postgres");
            }
            if (check(sent, ledger).ok()) return true;
            if (!ledger.equals(last)) changedAt = System.nanoTime();
            if (System.nanoTime() - changedAt > STANDSTILL.toNanos()) return false;
            last = ledger;
            progress.update(state(sent, ledger));
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void tellFailure() throws Exception {
        LocalJob.State state = job.stateOfRunning();
        if (state.lastFailure().isEmpty()) return;
        LocalJob.Failure failure = state.lastFailure().get();
        if (failure.at() <= toldFailureAt) return;
        toldFailureAt = failure.at();
        progress.say("the job failed and starts again: " + failure.message());
    }

    private static LedgerCheck check(List<PlannedRecord> sent, Map<DeviceDay, DayRow> ledger) {
        return LedgerCheck.of(
                PlannedRecord.accounts(sent), PlannedRecord.rejections(sent).size(), ledger);
    }

    private static String state(List<PlannedRecord> sent, Map<DeviceDay, DayRow> ledger) {
        long millis = sent.stream().mapToLong(PlannedRecord::millis).sum();
        long received = sum(ledger, DayRow::receivedMs);
        long pending = sum(ledger, DayRow::pendingMs);
        return "accounted for " + minutes(received - pending) + " of " + minutes(millis) + " of audio, "
                + minutes(pending) + " pending";
    }

    private static long sum(Map<DeviceDay, DayRow> ledger, ToLongFunction<DayRow> account) {
        return ledger.values().stream().mapToLong(account).sum();
    }

    private static String minutes(long millis) {
        return String.format("%d:%02d", millis / 60_000, millis / 1000 % 60);
    }
}
