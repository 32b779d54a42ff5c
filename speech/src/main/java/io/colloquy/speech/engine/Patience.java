package io.colloquy.speech.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits so long and no longer, even if the thread is interrupted meanwhile: who closes models must not leave early.
 *
 * @param end in nanoseconds of {@link System#nanoTime}
 */
record Patience(long end) {

    /** Something that waits for a while. */
    interface Wait {
        /** @return whether it came about in this time */
        boolean isOver(long time, TimeUnit unit) throws InterruptedException;
    }

    static Patience of(Duration time) {
        return new Patience(System.nanoTime() + time.toNanos());
    }

    /** @return whether it came about in time */
    boolean waitFor(Wait wait) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.isOver(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** @return whether the thread is over */
    boolean waitFor(Thread thread) {
        return waitFor((time, unit) -> {
            unit.timedJoin(thread, time);
            return !thread.isAlive();
        });
    }
}
