package io.colloquy.operators.core.assemble;

import io.colloquy.operators.core.stitch.StitchedUtterance;

/**
 * An utterance of the utterance set.
 *
 * @param id of the utterance. It is kept because it costs more to compute
 */
public record UtteranceEntry(String id, StitchedUtterance utterance) {}
