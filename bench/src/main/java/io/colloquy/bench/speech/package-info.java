/** Opus to 16 kHz mono, against libopus through ffmpeg. */
package io.colloquy.bench.speech;
