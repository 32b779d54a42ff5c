package io.colloquy.demo.scoring;

import io.colloquy.schemas.StreamId;

/**
 * The truth about one stretch of speech.
 *
 * @param start µs since the epoch, of the first audible sample
 * @param end µs since the epoch, of the last audible sample
 * @param speaker any name that is the speaker's own within the conversation
 * @param conversation the number of its conversation among all of the truth
 */
public record Turn(StreamId stream, long start, long end, String speaker, String text, int conversation) {

    public Turn {
        if (end <= start) throw new IllegalArgumentException("a turn from " + start + " to " + end);
    }

    long middle() {
        return start + (end - start) / 2;
    }

    /** The same at another time. */
    public Turn movedBy(long micros) {
        return new Turn(stream, start + micros, end + micros, speaker, text, conversation);
    }
}
