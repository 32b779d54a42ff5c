package io.colloquy.connectors.postgres;

import io.colloquy.connectors.postgres.Select.RowReader;
import io.colloquy.connectors.postgres.StoredConversation.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the tables that anybody may read. The connection is read-only. It is opened with the first question, and anew
 * after an error, so a reader outlives a restart of the server. Not for several threads.
 *
 * <p>Rows go to a consumer as they come, some hundred at a time, so no answer has to fit into memory. A consumer that
 * takes more than a minute between two of these portions loses its connection. It may ask more of the same reader
 * meanwhile.
 *
 * <p>Methods throw {@link SQLException} where the server can't be reached, refuses, or holds no such tables.
 */
public final class ConversationReader implements AutoCloseable {
    private static final String CONVERSATIONS =
            """
            select conversation_id, device_id, owner_id, started_at, ended_at, status, speakers, models, epoch, revision,
                   updated_at
            from conversations""";

    private static final String UTTERANCES =
            """
            select conversation_id, utterance_id, device_id, owner_id, started_at, ended_at, speaker, text, confidence,
                   words
            from utterances""";

    private static final String DAYS =
            """
            select device_id, day, received_ms, speech_ms, silence_ms, duplicate_ms, failed_ms, pending_ms, chunks,
                   duplicate_chunks, rejected_chunks
            from device_days""";

    private static final String LAST_EPOCH = "select case when is_called then last_value else 0 end from epochs";

    private static final String TALLY =
            """
            select (select count(*) from conversations),
                   (select count(*) from conversations where epoch > ?),
                   (select coalesce(sum(pending_ms), 0)::bigint from stream_days)
            """;

    private static final String NEWEST_FIRST = "order by started_at desc, conversation_id desc limit ";

    private final PostgresSession session;
    /** While a transaction is under way. */
    private Connection current;

    public ConversationReader(PostgresSettings settings) {
        this.session = PostgresSession.reading(settings);
    }

    /** Several questions to a reader. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws SQLException;
    }

    /** Asks several questions about one moment: what is written meanwhile is in none of the answers. */
    public <T> T snapshot(Reading<T> reading) throws SQLException {
        if (current != null) return reading.read();
        return session.once(connection -> {
            current = connection;
            try {
                return reading.read();
            } finally {
                current = null;
            }
        });
    }

    /**
     * The conversation of an id, or the one that the id leads to as an alias: then it has another id.
     *
     * @param id a UUID
     */
    public Optional<StoredConversation> conversation(String id) throws SQLException {
        UUID uuid = UUID.fromString(id);
        Select select = new Select(CONVERSATIONS)
                .where(
                        "(conversation_id = ? or conversation_id ="
                                + " (select a.conversation_id from conversation_aliases a where a.alias_id = ?))",
                        uuid,
                        uuid);
        return list(select, StoredConversation::of).stream().findFirst();
    }

    /** Conversations by device, owner and start. */
    public void conversations(StreamFilter filter, RowConsumer<? super StoredConversation> consumer)
            throws SQLException {
        Select select = new Select(CONVERSATIONS).where(filter).then("order by device_id, owner_id, started_at");
        forEach(select, StoredConversation::of, consumer);
    }

    /** The conversations that began last, the newest first. */
    public List<StoredConversation> newest(StreamFilter filter, int most) throws SQLException {
        return list(new Select(CONVERSATIONS).where(filter).then(NEWEST_FIRST + most), StoredConversation::of);
    }

    /** The next page of {@link #newest}, after the one that ends with {@code than}. */
    public List<StoredConversation> older(Position than, StreamFilter filter, int most) throws SQLException {
        Select select = new Select(CONVERSATIONS)
                .where(filter)
                .where(
                        "(started_at, conversation_id) < (?, ?)",
                        Instants.of(than.startedAt()),
                        UUID.fromString(than.conversationId()))
                .then(NEWEST_FIRST + most);
        return list(select, StoredConversation::of);
    }

    /**
     * What is said in a conversation, in order of time.
     *
     * @param conversationId of a conversation; an alias has no utterances
     */
    public void transcript(String conversationId, RowConsumer<? super StoredUtterance> consumer) throws SQLException {
        Select select = new Select(UTTERANCES)
                .where("conversation_id = ?", UUID.fromString(conversationId))
                .then("order by started_at, utterance_id");
        forEach(select, StoredUtterance::of, consumer);
    }

    /** Utterances by device, owner and start. */
    public void utterances(StreamFilter filter, RowConsumer<? super StoredUtterance> consumer) throws SQLException {
        Select select =
                new Select(UTTERANCES).where(filter).then("order by device_id, owner_id, started_at, utterance_id");
        forEach(select, StoredUtterance::of, consumer);
    }

    /** The ledger by device and day. */
    public void days(DayFilter filter, RowConsumer<? super StoredDay> consumer) throws SQLException {
        Select select = new Select(DAYS)
                .where("device_id = ?", filter.deviceId())
                .where("day >= ?", filter.first())
                .where("day <= ?", filter.last())
                .then("order by device_id, day");
        forEach(select, StoredDay::of, consumer);
    }

    /** The epoch of the last start of the job; 0 where there was none. */
    public long lastEpoch() throws SQLException {
        return list(new Select(LAST_EPOCH), row -> row.getLong(1)).get(0);
    }

    /**
     * How much is stored.
     *
     * @param later conversations that a start of the job has stored after the given one
     * @param pendingMs audio that waits for the models
     */
    public record Tally(long conversations, long later, long pendingMs) {}

    /** @param epoch of a start of the job */
    public Tally tally(long epoch) throws SQLException {
        Select select = new Select(TALLY).with(epoch);
        return list(select, row -> new Tally(row.getLong(1), row.getLong(2), row.getLong(3)))
                .get(0);
    }

    private <T> List<T> list(Select select, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        forEach(select, reader, rows::add);
        return rows;
    }

    private <T> void forEach(Select select, RowReader<T> reader, RowConsumer<? super T> consumer) throws SQLException {
        snapshot(() -> {
            select.forEach(current, reader, consumer);
            return null;
        });
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
