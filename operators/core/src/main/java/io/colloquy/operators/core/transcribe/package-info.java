/** What the models make of a clip. */
package io.colloquy.operators.core.transcribe;
