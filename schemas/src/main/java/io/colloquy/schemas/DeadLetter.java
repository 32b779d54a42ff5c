package io.colloquy.schemas;

/**
 * A record that could not be accepted, whole, with the reason.
 *
 * @param reason a code of the contract, e.g. {@code bad_json} or {@code missing_field:device_id}
 * @param detail for a person: what was found, what was expected
 * @param stage the operator that rejected it
 * @param failedAt ms since the epoch
 */
public record DeadLetter(RawRecord record, String reason, String detail, String stage, long failedAt) {}
