package io.colloquy.audio;

import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;

/** What holds for files that say themselves how they are to be read. */
final class Containers {
    private static final int MIN_RATE = 8_000;
    private static final int MAX_RATE = 48_000;

    private Containers() {}

    /** The contract's limits, for what stands in a file's own header. */
    static void requireTaken(int rate, int channels) throws RejectedException {
        if (channels != 1 && channels != 2) {
            throw undecodable("the file has " + channels + " channels, 1 or 2 are taken");
        }
        if (rate < MIN_RATE || rate > MAX_RATE) {
            throw undecodable("the file has a rate of " + rate + " Hz, 8000 to 48000 are taken");
        }
    }

    static RejectedException undecodable(String detail) {
        return RejectedException.of(Reason.UNDECODABLE, detail);
    }
}
