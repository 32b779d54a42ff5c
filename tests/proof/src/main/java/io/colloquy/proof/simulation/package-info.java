/**
 * The cores of all operators on one thread and a made-up clock, with delays and failures, and the cases that are tried
 * on them.
 */
package io.colloquy.proof.simulation;
