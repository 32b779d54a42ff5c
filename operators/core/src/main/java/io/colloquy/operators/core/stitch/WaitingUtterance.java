package io.colloquy.operators.core.stitch;

import io.colloquy.schemas.Digest;
import io.colloquy.schemas.PartId;

/** An utterance at an edge that waits for its neighbour, or for the end of patience. */
public record WaitingUtterance(PartId firstPart, Digest clipId) {}
