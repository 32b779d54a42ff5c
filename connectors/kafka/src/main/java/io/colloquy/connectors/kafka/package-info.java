/**
 * Kafka with its plain client: the topics of the contract, records by where they lie, and the bytes of what is written
 * to {@code conversations} and {@code audio-chunks.dead-letters}. Who follows {@code conversations} starts with {@link
 * io.colloquy.connectors.kafka.ConversationProjection}.
 */
package io.colloquy.connectors.kafka;
