package io.colloquy.speech.diarization;

/** The thread was interrupted while it told voices apart. Nothing came of it: what is clustered is clustered whole. */
public final class ClusteringInterruptedException extends RuntimeException {

    ClusteringInterruptedException() {
        super("interrupted while it told voices apart");
    }

    /** To be called now and then: who is interrupted goes no further. Leaves the interrupt for others to see. */
    static void throwIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) throw new ClusteringInterruptedException();
    }
}
