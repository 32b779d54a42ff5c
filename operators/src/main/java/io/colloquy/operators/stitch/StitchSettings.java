package io.colloquy.operators.stitch;

import io.colloquy.schemas.Definition;
import java.io.Serializable;
import java.time.Duration;

/**
 * Settings of the chronological window.
 *
 * @param edgePatience how long an utterance at the end of what is known waits for its continuation before the models
 *     hear it as it stands
 */
public record StitchSettings(Definition definition, Duration edgePatience) implements Serializable {}
