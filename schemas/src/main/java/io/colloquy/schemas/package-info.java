/**
 * What Colloquy agrees on with the world and among its parts: the wire format of chunks and events, the tables, and the
 * values that the definition of the result is written in.
 */
package io.colloquy.schemas;
