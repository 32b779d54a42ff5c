/**
 * A device's side: cuts files into chunks of the contract and sends them, until Kafka has acknowledged each. It knows
 * no command line, no Flink and no Postgres, so that whatever uploads can stand on it.
 */
package io.colloquy.client;
