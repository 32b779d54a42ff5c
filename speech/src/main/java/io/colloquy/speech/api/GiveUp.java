package io.colloquy.speech.api;

import org.slf4j.LoggerFactory;

/**
 * What is left where a native run can't be ended: its thread and its memory are lost to this process, and may be needed
 * by others.
 */
@FunctionalInterface
public interface GiveUp {
    /** As Flink's own fatal errors: 239. */
    int EXIT_CODE = -17;

    /** Ends the process at once. Whoever runs it starts another one; Flink goes on elsewhere. */
    GiveUp HALT = reason -> {
        LoggerFactory.getLogger(GiveUp.class).error("this process gives up: {}", reason);
        Runtime.getRuntime().halt(EXIT_CODE);
    };

    /** @param reason for people */
    void because(String reason);
}
