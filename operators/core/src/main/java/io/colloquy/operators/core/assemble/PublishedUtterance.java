package io.colloquy.operators.core.assemble;

/**
 * What was said of an utterance when it was last published.
 *
 * @param startedAt µs since the epoch
 * @param voice its number in the bucket
 * @param rowHash of what storage keeps of its row; which conversation it is in is the header's business
 */
public record PublishedUtterance(String utteranceId, long startedAt, int voice, int rowHash) {}
