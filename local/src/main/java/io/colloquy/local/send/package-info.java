/** The reference producer: from audio files to records of the topic {@code audio-chunks}. */
package io.colloquy.local.send;
