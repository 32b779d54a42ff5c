package io.colloquy.operators.assemble.core;

import io.colloquy.operators.stitch.LiveUtterance;

/**
 * An utterance of the live set.
 *
 * @param id of the utterance: to compute it costs more than to keep it
 */
public record Live(String id, LiveUtterance utterance) {}
