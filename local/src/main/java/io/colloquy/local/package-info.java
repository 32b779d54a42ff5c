/**
 * Kafka, Postgres, Flink and S3 on one machine, with all data in one directory; and the command {@code up}, which needs
 * no S3. All run in this process, save Postgres and S3.
 */
package io.colloquy.local;
