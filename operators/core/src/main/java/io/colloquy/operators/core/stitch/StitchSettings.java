package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Durations;
import java.io.Serializable;
import java.time.Duration;

/**
 * Settings of stitching.
 *
 * @param edgePatience how long an utterance at the end of what is known waits for its continuation before the models
 *     transcribe it as it stands
 * @param horizon how far behind its stream's newest chunk a chunk may start
 */
public record StitchSettings(Definition definition, Duration edgePatience, Duration horizon) implements Serializable {

    public long horizonMicros() {
        return Durations.micros(horizon);
    }
}
