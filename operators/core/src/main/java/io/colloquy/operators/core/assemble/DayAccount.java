package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.schemas.DayRow;

/**
 * The running account of a stream and day, in ms. Everything is a sum, so the order of entries does not matter. {@code
 * pending} is negative only while the entry that opens a chunk's account is still on its way.
 */
public record DayAccount(
        long received,
        long duplicate,
        long silence,
        long speech,
        long failed,
        int chunks,
        int duplicateChunks,
        int rejectedChunks) {
    static final DayAccount EMPTY = new DayAccount(0, 0, 0, 0, 0, 0, 0, 0);

    /** What became of a millisecond of audio. */
    enum Fate {
        PENDING,
        SILENCE,
        SPEECH,
        DUPLICATE,
        FAILED
    }

    DayAccount plus(AccountEntry account) {
        return new DayAccount(
                received + account.receivedMs(),
                duplicate + account.duplicateMs(),
                silence,
                speech,
                failed,
                chunks + account.chunks(),
                duplicateChunks + account.duplicateChunks(),
                rejectedChunks + account.rejectedChunks());
    }

    /** The account with {@code ms} moved from one fate to another. */
    DayAccount move(long ms, Fate from, Fate to) {
        return add(from, -ms).add(to, ms);
    }

    private DayAccount add(Fate fate, long ms) {
        return new DayAccount(
                received,
                duplicate + (fate == Fate.DUPLICATE ? ms : 0),
                silence + (fate == Fate.SILENCE ? ms : 0),
                speech + (fate == Fate.SPEECH ? ms : 0),
                failed + (fate == Fate.FAILED ? ms : 0),
                chunks,
                duplicateChunks,
                rejectedChunks);
    }

    long pending() {
        return received - duplicate - silence - speech - failed;
    }

    DayRow row(long day) {
        return new DayRow(
                day, received, speech, silence, duplicate, failed, pending(), chunks, duplicateChunks, rejectedChunks);
    }
}
