package io.colloquy.operators.flink.state;

import io.colloquy.schemas.StreamId;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * Knows the stream on whose state an operator works. Flink knows it, too, but does not tell what is kept outside of it.
 */
public final class StreamContext {
    private final RuntimeContext runtime;
    private StreamId stream;

    public StreamContext(RuntimeContext runtime) {
        this.runtime = runtime;
    }

    /** Call it with Flink's current key, for each message and each timer, before any state is used. */
    public void enter(StreamId stream) {
        this.stream = stream;
    }

    RuntimeContext runtime() {
        return runtime;
    }

    /** @throws IllegalStateException where none was entered yet */
    public StreamId stream() {
        if (stream == null) throw new IllegalStateException("state is used before its stream was entered");
        return stream;
    }
}
