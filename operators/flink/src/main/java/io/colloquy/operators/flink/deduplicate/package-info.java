/** Deduplication as an operator. */
package io.colloquy.operators.flink.deduplicate;
