/**
 * Links parts into chains, finds utterances in them, and requests each clip once. Where two recordings overlap, the one
 * of higher priority speaks.
 */
package io.colloquy.operators.core.stitch;
