package io.colloquy.connectors.postgres;

import static io.colloquy.schemas.RevisionBuilder.id;

import io.colloquy.connectors.postgres.ConversationWriter.Outcome;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What a reader finds of one stream, new in each test. */
record StoredStream(PostgresSettings postgres, StreamId stream) {
    static final Duration GAP = Duration.ofSeconds(120);

    static StoredStream fresh(PostgresSettings postgres) {
        String device = "device-" + UUID.randomUUID();
        return new StoredStream(postgres, new StreamId(device, device));
    }

    Outcome apply(Revision... revisions) throws SQLException {
        try (Connection connection = TestServer.transaction(postgres)) {
            Outcome outcome = new RevisionTransaction(GAP).apply(connection, List.of(revisions));
            connection.commit();
            return outcome;
        }
    }

    List<String> rows(String columns, String from, String rest) throws SQLException {
        return TestServer.rows(
                postgres,
                "select " + columns + " from " + from + " where device_id = '" + stream.deviceId() + "' " + rest);
    }

    List<String> texts() throws SQLException {
        return rows("text, speaker", "utterances", "order by started_at");
    }

    List<String> conversations() throws SQLException {
        return rows("conversation_id", "conversations", "order by started_at");
    }

    List<String> leadsTo(String alias) throws SQLException {
        return TestServer.rows(
                postgres,
                "select conversation_id from conversation_aliases where alias_id = '" + id(stream, alias) + "'");
    }
}
