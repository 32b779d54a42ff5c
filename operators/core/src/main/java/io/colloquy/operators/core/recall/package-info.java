/** Fetches the audio of clips again that is no longer kept. */
package io.colloquy.operators.core.recall;
