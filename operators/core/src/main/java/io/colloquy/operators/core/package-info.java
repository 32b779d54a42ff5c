/**
 * The domain in plain Java: what becomes of chunks, step by step. Each step is a core that takes values and returns a
 * decision. Flink runs it, or a test does. This package has the two interfaces by which cores reach outside: to models,
 * and to records in Kafka.
 */
package io.colloquy.operators.core;
