/**
 * The job's edges: unread records from Kafka, revisions to Postgres, events and dead letters to Kafka. Nothing here knows
 * what audio is.
 */
package io.colloquy.connectors;
