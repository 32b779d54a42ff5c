package io.colloquy.tests.prove;

import io.colloquy.cli.Colloquy;

/** The command line with what needs the tests: oracle and generators live there. */
final class ProveMain {
    private ProveMain() {}

    public static void main(String[] args) {
        Colloquy.run(args, new ProveCommand());
    }
}
