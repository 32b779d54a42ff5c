package io.colloquy.local.cli;

import org.apache.kafka.common.utils.Exit;

/** Kafka ends its whole process where it can't write. Here that is said, and scripts are told that it was the machine. */
final class KafkaHalt {

    private KafkaHalt() {}

    /** For this process, from now on. */
    static void handle() {
        Exit.setHaltProcedure(KafkaHalt::halt);
    }

    private static void halt(int status, String message) {
        System.err.println("Kafka can't go on" + (message == null ? "" : ": " + message)
                + "; is the disk full? What was acknowledged is kept in the data directory");
        Runtime.getRuntime().halt(ExitCode.ENVIRONMENT);
    }
}
