package io.colloquy.speech.api;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a batch is full, and how long it may wait to become so.
 *
 * @param paddedSize the most that a batch may hold, padding included (mel frames for clips); a larger item goes alone
 * @param linger how long an item waits for company while there is a worker free
 * @param inFlight batches that run at once
 */
public record BatchLimits(int paddedSize, Duration linger, int inFlight) implements Serializable {

    public BatchLimits {
        if (paddedSize < 1) throw new IllegalArgumentException("paddedSize must be at least 1");
        if (linger.isNegative()) throw new IllegalArgumentException("linger must not be negative");
        if (inFlight < 1) throw new IllegalArgumentException("inFlight must be at least 1");
    }
}
