/**
 * Kafka, Postgres and Flink on one machine, in one process, with all data in one directory; and the command {@code up}.
 */
package io.colloquy.local;
