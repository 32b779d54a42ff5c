package io.colloquy.demo.scoring;

import io.colloquy.schemas.StreamId;

/** A conversation as it was published. Times in µs since the epoch. */
public record FoundConversation(StreamId stream, String conversationId, long start, long end) {

    /**
     * Whether the turn's middle lies in it.
     *
     * @param clockStep µs by which the device may tell its times too early
     */
    boolean contains(Turn turn, long clockStep) {
        return stream.equals(turn.stream()) && start <= turn.middle() && turn.middle() - clockStep <= end;
    }
}
