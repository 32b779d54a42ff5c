/** Decoding as an operator, and the stores that Flink's file systems reach. */
package io.colloquy.operators.flink.decode;
