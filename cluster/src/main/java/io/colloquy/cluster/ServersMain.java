package io.colloquy.cluster;

import io.colloquy.cli.Colloquy;

/** The main of the process that holds Kafka and Postgres. */
final class ServersMain {
    private ServersMain() {}

    public static void main(String[] args) {
        Colloquy.run(args, new ServersCommand());
    }
}
