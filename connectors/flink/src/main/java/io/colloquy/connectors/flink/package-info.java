/** Flink's source and sinks. They stand on the plain connectors to Kafka and Postgres, and add what Flink asks for. */
package io.colloquy.connectors.flink;
