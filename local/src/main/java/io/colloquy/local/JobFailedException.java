package io.colloquy.local;

/** The job ended, though it should run until it is stopped. */
public final class JobFailedException extends Exception {

    JobFailedException(LocalJob.State state) {
        super("the job is " + state.status()
                + state.lastFailure().map(failure -> ": " + failure.message()).orElse(""));
    }
}
