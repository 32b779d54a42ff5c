/**
 * The domain in plain Java: what becomes of chunks, step by step. Each step is a core that takes values and returns a
 * decision; Flink runs it, or a test does. Here are the two ways in which cores reach outside: models, and records of
 * Kafka.
 */
package io.colloquy.operators.core;
