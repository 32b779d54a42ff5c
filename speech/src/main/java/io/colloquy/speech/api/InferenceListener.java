package io.colloquy.speech.api;

import java.time.Duration;

/** Is told how models run, by their threads: it must be quick, and safe for use by several. Of clips it hears its own. */
public interface InferenceListener {

    /** Nobody. */
    InferenceListener NONE = new InferenceListener() {};

    /**
     * A model is ready.
     *
     * @param name changes with the contents of its files
     * @param device that it runs on
     */
    default void ready(ModelRole role, String name, Setup setup) {}

    /**
     * What was chosen for this process.
     *
     * @param device as in the setting, with its number
     * @param threads that may compute at once
     * @param inFlight batches that may run at once
     */
    record Setup(String device, int threads, int inFlight) {}

    /** A clip or part waited so long before its run began. */
    default void waited(ModelRole role, Duration time) {}

    /** A run begins. */
    default void began(ModelRole role) {}

    /** A run that began is over, whatever came of it. */
    default void ended(ModelRole role) {}

    /** A run gave its results. */
    default void ran(ModelRole role, Run run) {}

    /**
     * A run.
     *
     * @param items clips or parts in it
     * @param paddedShare what of it was padding, 0 to 1
     * @param audio that it was about
     * @param time that it took
     */
    record Run(int items, double paddedShare, Duration audio, Duration time) {}

    /** A batch was cut into smaller ones. */
    default void split(ModelRole role) {}

    /** A run was tried again. */
    default void retried(ModelRole role) {}

    /** A clip or part failed for good. */
    default void failed(ModelRole role, Fault fault) {}

    /** A run was ended because it took too long. */
    default void deadlineEnded(ModelRole role) {}
}
