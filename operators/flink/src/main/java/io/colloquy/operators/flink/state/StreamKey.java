package io.colloquy.operators.flink.state;

import io.colloquy.schemas.StreamId;

/**
 * A key of a stream's state, for what is kept of all streams outside of Flink. Compared so often that the equality that
 * the compiler writes for records is too slow.
 */
public record StreamKey(StreamId stream, Object key) {
    @Override
    public boolean equals(Object o) {
        return o instanceof StreamKey other
                && key.equals(other.key)
                && stream.deviceId().equals(other.stream.deviceId())
                && stream.ownerId().equals(other.stream.ownerId());
    }

    @Override
    public int hashCode() {
        return 31 * stream.hashCode() + key.hashCode();
    }
}
