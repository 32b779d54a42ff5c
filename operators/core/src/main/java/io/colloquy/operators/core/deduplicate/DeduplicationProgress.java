package io.colloquy.operators.core.deduplicate;

/**
 * How far a stream has come.
 *
 * @param newest accepted start, µs since the epoch
 * @param sweptTo buckets before this one are forgotten
 */
public record DeduplicationProgress(long newest, long sweptTo) {}
