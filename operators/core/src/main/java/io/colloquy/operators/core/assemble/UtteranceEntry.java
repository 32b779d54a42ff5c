package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.stitch.StitchedUtterance;

/**
 * An utterance of the utterance set.
 *
 * @param id of the utterance: to compute it costs more than to keep it
 */
public record UtteranceEntry(String id, StitchedUtterance utterance) {}
