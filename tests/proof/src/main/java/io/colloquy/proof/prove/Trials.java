package io.colloquy.proof.prove;

import java.io.IOException;

/** Tries one thing over and over, on several threads at once. */
interface Trials extends AutoCloseable {

    /**
     * One case, on the calling thread: the same arguments invent the same.
     *
     * @param size how much is invented, from 1
     * @throws Throwable where the result is not what it must be
     */
    void run(long seed, int size) throws Throwable;

    /** What can only be told of all cases together. */
    default void checkAll() {}

    @Override
    default void close() throws IOException {}
}
