package io.colloquy.system.kills;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that may not depend on what happened on the way. Rejected records are accounted on the day on which they
 * came, so only their number can be compared.
 */
record Rows(List<String> conversations, List<String> utterances, List<String> days, List<String> rejected) {
    private static final String CONVERSATIONS =
            "select conversation_id, device_id, owner_id, started_at, ended_at, speakers, models from conversations"
                    + " order by device_id, started_at";
    private static final String UTTERANCES =
            "select conversation_id, utterance_id, device_id, owner_id, started_at, ended_at, speaker, text, words"
                    + " from utterances order by device_id, started_at, utterance_id";
    private static final String DAYS =
            "select device_id, day, received_ms, speech_ms, silence_ms, duplicate_ms, failed_ms, pending_ms, chunks,"
                    + " duplicate_chunks from device_days where chunks > 0 order by device_id, day";
    private static final String REJECTED =
            "select device_id, sum(rejected_chunks) from device_days where rejected_chunks > 0 group by 1 order by 1";

    /** @param url of JDBC, with user and password */
    static Rows read(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setSchema("colloquy");
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new Rows(
                    read(connection, CONVERSATIONS),
                    read(connection, UTTERANCES),
                    read(connection, DAYS),
                    read(connection, REJECTED));
        }
    }

    private static List<String> read(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> lines = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> line = new ArrayList<>();
                for (int i = 1; i <= columns; i++) line.add(rows.getString(i));
                lines.add(String.join(" | ", line));
            }
            return lines;
        }
    }
}
