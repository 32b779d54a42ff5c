package io.colloquy.connectors.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Word;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A row of the view {@code utterances}.
 *
 * @param conversationId a UUID, of the conversation that it belongs to now
 * @param utteranceId a UUID
 * @param startedAt µs since the epoch
 * @param endedAt µs since the epoch
 * @param speaker S1, S2, … in order of first appearance in the conversation; null where its voice has no label
 * @param confidence mean over the words, 0–1
 * @param words times in ms from the utterance's start
 */
public record StoredUtterance(
        String conversationId,
        String utteranceId,
        StreamId stream,
        long startedAt,
        long endedAt,
        String speaker,
        String text,
        float confidence,
        List<Word> words) {
    private static final ObjectReader WORDS = new ObjectMapper().readerForListOf(Word.class);

    public StoredUtterance {
        words = List.copyOf(words);
    }

    static StoredUtterance of(ResultSet row) throws SQLException {
        return new StoredUtterance(
                row.getString("conversation_id"),
                row.getString("utterance_id"),
                new StreamId(row.getString("device_id"), row.getString("owner_id")),
                Instants.micros(row, "started_at"),
                Instants.micros(row, "ended_at"),
                row.getString("speaker"),
                row.getString("text"),
                row.getFloat("confidence"),
                words(row));
    }

    private static List<Word> words(ResultSet row) throws SQLException {
        try {
            return WORDS.readValue(row.getString("words"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored words of utterance " + row.getString("utterance_id"), e);
        }
    }
}
