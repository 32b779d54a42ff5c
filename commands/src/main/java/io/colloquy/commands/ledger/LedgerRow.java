package io.colloquy.commands.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.colloquy.connectors.postgres.StoredDay;
import io.colloquy.schemas.DayRow;
import java.time.LocalDate;

/** A row of the table {@code device_days}: of all streams of a device. */
record LedgerRow(String deviceId, DayRow row) {

    static LedgerRow of(StoredDay day) {
        return new LedgerRow(day.deviceId(), day.account());
    }

    LocalDate day() {
        return LocalDate.ofEpochDay(row.day());
    }

    /** By how much the accounts are more than what was received, ms. */
    long excess() {
        return row.speechMs()
                + row.silenceMs()
                + row.duplicateMs()
                + row.failedMs()
                + row.pendingMs()
                - row.receivedMs();
    }

    /** With the names of the columns. */
    Columns columns() {
        return new Columns(
                deviceId,
                day().toString(),
                row.receivedMs(),
                row.speechMs(),
                row.silenceMs(),
                row.duplicateMs(),
                row.failedMs(),
                row.pendingMs(),
                row.chunks(),
                row.duplicateChunks(),
                row.rejectedChunks(),
                row.balanced());
    }

    /** As a report has it. */
    record Columns(
            @JsonProperty("device_id") String deviceId,
            @JsonProperty("day") String day,
            @JsonProperty("received_ms") long receivedMs,
            @JsonProperty("speech_ms") long speechMs,
            @JsonProperty("silence_ms") long silenceMs,
            @JsonProperty("duplicate_ms") long duplicateMs,
            @JsonProperty("failed_ms") long failedMs,
            @JsonProperty("pending_ms") long pendingMs,
            @JsonProperty("chunks") int chunks,
            @JsonProperty("duplicate_chunks") int duplicateChunks,
            @JsonProperty("rejected_chunks") int rejectedChunks,
            @JsonProperty("balanced") boolean balanced) {}
}
