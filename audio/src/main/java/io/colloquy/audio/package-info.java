/**
 * Every container and codec of the contract: read to 16 kHz mono PCM, and written. One file a codec, and the resampler.
 */
package io.colloquy.audio;
