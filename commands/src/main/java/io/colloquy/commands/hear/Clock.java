package io.colloquy.commands.hear;

import io.colloquy.schemas.Timeline;

/** Times in a recording as a person reads them. */
final class Clock {
    private Clock() {}

    /** {@code 1:02:03}, of samples at 16 kHz. */
    static String of(long samples) {
        long seconds = samples / Timeline.SAMPLE_RATE;
        return String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
