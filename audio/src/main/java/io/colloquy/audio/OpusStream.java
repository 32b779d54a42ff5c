package io.colloquy.audio;

import java.util.List;

/**
 * Packets, and what of them is wanted.
 *
 * @param packets in order; a lost one is empty
 * @param gain to apply, in units of 1/256 dB
 * @param skip samples at 16 kHz to leave out at the start
 * @param keep samples at 16 kHz to keep after these, at most
 */
record OpusStream(List<byte[]> packets, int gain, int skip, long keep) {

    /** All of what the packets hold. */
    static OpusStream of(List<byte[]> packets) {
        return new OpusStream(packets, 0, 0, Integer.MAX_VALUE);
    }
}
