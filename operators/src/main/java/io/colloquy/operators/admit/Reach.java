package io.colloquy.operators.admit;

/**
 * How far a stream has come.
 *
 * @param newest accepted start, µs since the epoch
 * @param sweptTo no bucket before this one is remembered
 */
public record Reach(long newest, long sweptTo) {}
