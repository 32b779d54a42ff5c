package io.colloquy.local.scoring;

import io.colloquy.schemas.StreamId;

/** A conversation as it was published. Times in µs since the epoch. */
public record FoundConversation(StreamId stream, String conversationId, long start, long end) {

    /** Whether the turn's middle lies in it. */
    boolean contains(Turn turn) {
        return stream.equals(turn.stream()) && start <= turn.middle() && turn.middle() <= end;
    }
}
