/** Records that are not accepted, on their way to the dead letters. */
package io.colloquy.operators.core.deadletter;
