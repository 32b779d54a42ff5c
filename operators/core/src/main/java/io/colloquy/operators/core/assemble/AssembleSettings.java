package io.colloquy.operators.core.assemble;

import io.colloquy.schemas.Definition;
import java.io.Serializable;
import java.time.Duration;

/**
 * Settings of the assembly of conversations.
 *
 * @param settleAfter a conversation settles when nothing in it has changed for so long
 * @param horizon how far behind its stream's newest chunk a chunk may start
 * @param quiet a stream publishes once nothing has changed for so long
 * @param maxDelay it publishes at the latest when its first unpublished change is so old
 * @param again names a request to publish everything again, which is done once for each name; empty for none
 */
public record AssembleSettings(
        Definition definition, Duration settleAfter, Duration horizon, Duration quiet, Duration maxDelay, String again)
        implements Serializable {

    /** Publishes what changes, and nothing again. */
    public AssembleSettings(
            Definition definition, Duration settleAfter, Duration horizon, Duration quiet, Duration maxDelay) {
        this(definition, settleAfter, horizon, quiet, maxDelay, "");
    }
}
