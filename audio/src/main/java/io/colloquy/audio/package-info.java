/** From a Kafka record to 16 kHz mono PCM: the contract, the codecs, the resampler. One file a codec. */
package io.colloquy.audio;
