package io.colloquy.connectors.postgres;

import io.colloquy.schemas.StreamId;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A row of the table {@code conversations}.
 *
 * @param conversationId a UUID
 * @param startedAt µs since the epoch, of its first utterance
 * @param endedAt µs since the epoch, the greatest end of an utterance
 * @param settled nothing has changed for as long as it takes to settle
 * @param speakers how many take part
 * @param models names of the models that made the text and the voices
 * @param epoch the number that the database gave to the start of the job that last wrote the row
 * @param revision of the stream, which last wrote the row
 * @param updatedAt µs since the epoch, when the row, or an utterance below it, was last written
 */
public record StoredConversation(
        String conversationId,
        StreamId stream,
        long startedAt,
        long endedAt,
        boolean settled,
        int speakers,
        String models,
        long epoch,
        long revision,
        long updatedAt) {

    /** Where a conversation stands in a list by time, to read on from there. */
    public record Position(long startedAt, String conversationId) {}

    public Position position() {
        return new Position(startedAt, conversationId);
    }

    static StoredConversation of(ResultSet row) throws SQLException {
        return new StoredConversation(
                row.getString("conversation_id"),
                new StreamId(row.getString("device_id"), row.getString("owner_id")),
                Instants.micros(row, "started_at"),
                Instants.micros(row, "ended_at"),
                row.getString("status").equals("settled"),
                row.getInt("speakers"),
                row.getString("models"),
                row.getLong("epoch"),
                row.getLong("revision"),
                Instants.micros(row, "updated_at"));
    }
}
