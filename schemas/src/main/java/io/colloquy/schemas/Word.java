package io.colloquy.schemas;

/**
 * A recognised word.
 *
 * @param w the word
 * @param s start, ms (from the start of the clip as it was heard, or of the utterance as it is published)
 * @param e end, ms
 * @param c confidence, 0–1
 */
public record Word(String w, int s, int e, float c) {}
