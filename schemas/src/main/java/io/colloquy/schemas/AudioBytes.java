package io.colloquy.schemas;

import java.io.OutputStream;
import java.util.Arrays;

/** Holds audio as it is read, up to the limit of the contract; what is more is counted and let go. */
final class AudioBytes extends OutputStream {
    private final int limit;
    private byte[] bytes = new byte[0];
    private int kept;
    private long received;

    /** @param most an upper bound that the caller knows: one allocation serves */
    AudioBytes(int most) {
        this.limit = Math.min(most + 3, AudioChunk.MAX_AUDIO_BYTES);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        if (bytes.length == 0) bytes = new byte[limit];
        int taken = Math.min(length, limit - kept);
        System.arraycopy(from, offset, bytes, kept, taken);
        kept += taken;
        received += length;
    }

    /** Bytes that came, those that were let go included. */
    long received() {
        return received;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, kept);
    }
}
