package io.colloquy.audio;

/** A FLAC frame that can't be read. Ends the file, so that what came before counts; no fault, so without a trace. */
final class BrokenFrame extends Exception {
    BrokenFrame(String problem) {
        super(problem, null, false, false);
    }
}
