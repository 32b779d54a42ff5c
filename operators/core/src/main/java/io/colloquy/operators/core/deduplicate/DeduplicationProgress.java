package io.colloquy.operators.core.deduplicate;

/**
 * How far a stream has come.
 *
 * @param newest accepted start, µs since the epoch
 * @param sweptTo no bucket before this one is remembered
 */
public record DeduplicationProgress(long newest, long sweptTo) {}
