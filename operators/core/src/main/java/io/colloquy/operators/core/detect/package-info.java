/** A part and the voice activity that a detector found in it. */
package io.colloquy.operators.core.detect;
