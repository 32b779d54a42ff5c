/**
 * Sounds and audio files that tests make up, whole and damaged. Knows no decoder, so that decoders can be held against
 * it.
 */
package io.colloquy.samples;
