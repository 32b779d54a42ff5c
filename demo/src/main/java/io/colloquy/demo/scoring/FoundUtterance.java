package io.colloquy.demo.scoring;

import io.colloquy.schemas.StreamId;

/**
 * An utterance as it was published. Times in µs since the epoch.
 *
 * @param speaker the label within its conversation
 */
public record FoundUtterance(
        StreamId stream, String conversationId, long start, long end, String speaker, String text) {

    long middle() {
        return start + (end - start) / 2;
    }
}
