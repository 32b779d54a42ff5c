package io.colloquy.speech.onnx;

import io.colloquy.speech.api.ModelRole;
import java.time.Duration;

/**
 * How long a run may take.
 *
 * @param role of the model that runs
 * @param deadline from when the run starts
 */
public record RunLimit(ModelRole role, Duration deadline) {}
