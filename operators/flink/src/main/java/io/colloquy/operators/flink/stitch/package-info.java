/** Stitching as an operator: its timers, and the audio at open ends that has room on the heap. */
package io.colloquy.operators.flink.stitch;
