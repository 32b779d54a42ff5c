package io.colloquy.operators.core.stitch;

/**
 * By how much an utterance is told at another time than its own, since the clock of a better source tells it.
 *
 * @param from sample of the part at which the utterance begins
 * @param shift µs, never 0
 */
public record Told(int from, long shift) {}
