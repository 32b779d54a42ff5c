/** What is read from and written to real Kafka servers. */
package io.colloquy.system.kafka;
