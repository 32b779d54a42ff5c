/** Damaged audio of every codec and framing. */
package io.colloquy.proof.codecs;
