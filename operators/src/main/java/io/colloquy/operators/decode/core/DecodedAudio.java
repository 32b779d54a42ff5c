package io.colloquy.operators.decode.core;

/**
 * What a codec made of a chunk's bytes.
 *
 * @param pcm 16 kHz mono, 16 bits, little-endian
 * @param concealedPackets broken packets whose place was filled in
 */
record DecodedAudio(byte[] pcm, int concealedPackets) {}
