package io.colloquy.bench.assemble;

import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.connectors.postgres.StreamFilter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is in Postgres in the end.
 *
 * @param speakers by utterance
 * @param retired ids of conversations that the sink took back
 */
record Stored(List<Span> conversations, Map<Said, String> speakers, int retired, int days) {
    private static final String TABLES =
            "conversations, conversation_voices, stream_utterances, stream_days, stream_fences, retired_conversations";

    /** Where a conversation lies; times in µs since the epoch. */
    record Span(String device, long start, long end) {}

    /** An utterance without its id; times in µs since the epoch. */
    record Said(String device, long start, long end, String text) {}

    /** Also lets the planner know what such tables look like, as it does in a database that has been in use. */
    static Stored read(PostgresSettings postgres) throws SQLException {
        try (Connection connection = open(postgres);
                Statement statement = connection.createStatement();
                ConversationReader reader = new ConversationReader(postgres)) {
            statement.execute("analyze " + TABLES);
            return new Stored(
                    conversations(reader),
                    speakers(reader),
                    count(statement, "retired_conversations"),
                    count(statement, "stream_days"));
        }
    }

    /** Leaves nothing. */
    static void clear(PostgresSettings postgres) throws SQLException {
        try (Connection connection = open(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute("truncate " + TABLES);
        }
    }

    /** Processor time of each of the server's processes so far; they run on this machine. */
    static Map<Long, Duration> processorTimes(PostgresSettings postgres) throws SQLException {
        Map<Long, Duration> times = new HashMap<>();
        try (Connection connection = open(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select pid from pg_stat_activity where pid <> pg_backend_pid()")) {
            while (rows.next()) {
                long pid = rows.getLong(1);
                ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .ifPresent(time -> times.put(pid, time));
            }
        }
        return times;
    }

    private static Connection open(PostgresSettings postgres) throws SQLException {
        Connection connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        connection.setSchema("colloquy");
        return connection;
    }

    private static List<Span> conversations(ConversationReader reader) throws SQLException {
        List<Span> found = new ArrayList<>();
        reader.conversations(
                StreamFilter.ALL, c -> found.add(new Span(c.stream().deviceId(), c.startedAt(), c.endedAt())));
        return found;
    }

    private static Map<Said, String> speakers(ConversationReader reader) throws SQLException {
        Map<Said, String> found = new HashMap<>();
        reader.utterances(
                StreamFilter.ALL,
                u -> found.put(new Said(u.stream().deviceId(), u.startedAt(), u.endedAt(), u.text()), u.speaker()));
        return found;
    }

    private static int count(Statement statement, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
