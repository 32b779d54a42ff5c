/**
 * The definition as a naive batch program: what all chunks of a stream, taken together, must become. Knows the schemas
 * alone.
 */
package io.colloquy.proof.oracle;
