package io.colloquy.speech.onnx;

import java.nio.FloatBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Direct buffers from earlier runs: onnxruntime reads them without a copy, but making one costs a zeroing and a
 * cleaner. Holds as many as runs have ever overlapped.
 */
final class BufferPool {
    private final ConcurrentLinkedQueue<FloatBuffer> free = new ConcurrentLinkedQueue<>();

    /** An empty buffer with room for exactly {@code size} elements, whatever they are. */
    FloatBuffer take(int size) {
        FloatBuffer buffer = free.poll();
        if (buffer == null || buffer.capacity() < size) buffer = OnnxModel.floats(size);
        return buffer.clear().limit(size);
    }

    /** Gives a buffer back that no run uses any more. */
    void give(FloatBuffer buffer) {
        free.add(buffer);
    }
}
