/** What the operators that ask models share: where they run, what is measured of it, and what a fault means to a task. */
package io.colloquy.operators.flink.inference;
