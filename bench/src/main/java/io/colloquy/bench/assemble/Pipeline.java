package io.colloquy.bench.assemble;

import io.colloquy.operators.core.decode.AudioPart;

/** What turns chunks into revisions of rows, on a clock that the caller moves. */
public interface Pipeline extends AutoCloseable {

    void accept(AudioPart part) throws Exception;

    /** Fires the timers that are due by then, ms since the epoch. */
    void advanceTo(long now) throws Exception;

    @Override
    void close();
}
