/** From a record to parts of decoded audio, or to a rejection with its reason. */
package io.colloquy.operators.core.decode;
