package io.colloquy.operators.core.assemble;

/**
 * What was last published of an utterance.
 *
 * @param startedAt µs since the epoch
 * @param voice its number in the bucket
 * @param rowHash a hash of its row as storage keeps it. The conversation is not in it: that follows from headers
 */
public record PublishedUtterance(String utteranceId, long startedAt, int voice, int rowHash) {}
