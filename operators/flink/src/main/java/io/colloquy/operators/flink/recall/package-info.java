/** Recall as an operator that waits for Kafka without a thread for each record. */
package io.colloquy.operators.flink.recall;
