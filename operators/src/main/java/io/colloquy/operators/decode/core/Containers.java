package io.colloquy.operators.decode.core;

import io.colloquy.schemas.RejectedRecord;
import io.colloquy.schemas.RejectedRecord.Reason;

/** What holds for files that say themselves how they are to be read. */
final class Containers {
    private static final int MIN_RATE = 8_000;
    private static final int MAX_RATE = 48_000;

    private Containers() {}

    /** The contract's limits, for what stands in a file's own header. */
    static void requireTaken(int rate, int channels) throws RejectedRecord {
        if (channels != 1 && channels != 2) {
            throw undecodable("the file has " + channels + " channels, 1 or 2 are taken");
        }
        if (rate < MIN_RATE || rate > MAX_RATE) {
            throw undecodable("the file has a rate of " + rate + " Hz, 8000 to 48000 are taken");
        }
    }

    static RejectedRecord undecodable(String detail) {
        return RejectedRecord.of(Reason.UNDECODABLE, detail);
    }
}
