package io.colloquy.operators.refuse;

import io.colloquy.schemas.Origin;
import io.colloquy.schemas.RejectedRecord.Reason;
import io.colloquy.schemas.StreamId;

/**
 * A record that turned out not to be acceptable where it is known no more than where it lies.
 *
 * @param detail for a person: what was found, what was expected; never audio
 * @param stage the operator that refused it
 * @param failedAt ms since the epoch
 */
public record Refusal(StreamId stream, Origin origin, Reason reason, String detail, String stage, long failedAt) {}
