/** The whole job between Kafka and Postgres, which fails in the middle. */
package io.colloquy.proof.cluster;
