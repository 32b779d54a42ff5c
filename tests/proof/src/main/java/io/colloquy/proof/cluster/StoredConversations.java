package io.colloquy.proof.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.colloquy.proof.oracle.Oracle.Conversation;
import io.colloquy.proof.oracle.Oracle.Utterance;
import io.colloquy.schemas.Word;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The conversations in Postgres, as the definition puts them. */
public final class StoredConversations {
    private static final String CONVERSATIONS =
            "select conversation_id, (extract(epoch from started_at) * 1000000)::bigint,"
                    + " (extract(epoch from ended_at) * 1000000)::bigint from conversations"
                    + " where device_id like ? order by started_at";
    private static final String UTTERANCES = "select utterance_id, (extract(epoch from started_at) * 1000000)::bigint,"
            + " (extract(epoch from ended_at) * 1000000)::bigint, speaker, text, words from utterances"
            + " where conversation_id = ?::uuid order by started_at, utterance_id";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Word>> WORDS = new TypeReference<>() {};

    private StoredConversations() {}

    /** @param url of JDBC, with user and password */
    public static List<Conversation> read(String url) throws SQLException {
        return read(url, "%");
    }

    /** @param device whose, or a pattern of SQL */
    public static List<Conversation> read(String url, String device) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setSchema("colloquy");
            List<Conversation> conversations = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(CONVERSATIONS)) {
                statement.setString(1, device);
                ResultSet rows = statement.executeQuery();
                while (rows.next()) {
                    String id = rows.getString(1);
                    conversations.add(
                            new Conversation(id, rows.getLong(2), rows.getLong(3), utterances(connection, id)));
                }
            }
            return conversations;
        }
    }

    private static List<Utterance> utterances(Connection connection, String conversationId) throws SQLException {
        List<Utterance> utterances = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(UTTERANCES)) {
            statement.setString(1, conversationId);
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                utterances.add(new Utterance(
                        rows.getString(1),
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getString(4),
                        rows.getString(5),
                        words(rows.getString(6))));
            }
        }
        return utterances;
    }

    private static List<Word> words(String json) {
        try {
            return JSON.readValue(json, WORDS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored words", e);
        }
    }
}
