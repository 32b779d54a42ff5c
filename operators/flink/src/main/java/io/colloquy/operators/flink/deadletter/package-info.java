/** Makes dead letters of rejected records. */
package io.colloquy.operators.flink.deadletter;
