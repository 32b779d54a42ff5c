package io.colloquy.local;

import io.colloquy.cli.ExitCode;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.LoggerFactory;

/**
 * Kafka ends its whole process where it can't write. Here that is said, and scripts are told that it was the machine.
 */
final class KafkaHalt {

    private KafkaHalt() {}

    /** For this process, from now on. */
    static void handle() {
        Exit.setHaltProcedure(KafkaHalt::halt);
        Exit.setExitProcedure(KafkaHalt::halt);
    }

    private static void halt(int status, String message) {
        String said = "Kafka can't go on" + (message == null ? "" : ": " + message);
        LoggerFactory.getLogger(KafkaHalt.class).error(said, new IllegalStateException("halted here"));
        System.err.println(said + "; the log tells why. What was acknowledged is kept in the data directory");
        Runtime.getRuntime().halt(ExitCode.ENVIRONMENT);
    }
}
