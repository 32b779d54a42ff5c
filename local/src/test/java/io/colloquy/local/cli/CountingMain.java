package io.colloquy.local.cli;

import io.colloquy.local.CountingApplication;

/** The command line with another job, for tests that kill it. */
final class CountingMain {

    private CountingMain() {}

    public static void main(String[] args) {
        Colloquy.run(CountingApplication.create(), args);
    }
}
