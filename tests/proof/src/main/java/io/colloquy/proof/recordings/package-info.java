/** Made-up devices: what they record, in which chunks, and in which order, how often and how spoiled they send it. */
package io.colloquy.proof.recordings;
