/**
 * Joins parts to chains, finds utterances in them, and asks for each clip once. Where recordings overlap, the better
 * one speaks.
 */
package io.colloquy.operators.core.stitch;
