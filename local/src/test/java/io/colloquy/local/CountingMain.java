package io.colloquy.local;

import io.colloquy.cli.Colloquy;

/** The command line with another job, for tests that kill it. */
final class CountingMain {

    private CountingMain() {}

    public static void main(String[] args) {
        Colloquy.run(args, new UpCommand(CountingApplication.create()));
    }
}
