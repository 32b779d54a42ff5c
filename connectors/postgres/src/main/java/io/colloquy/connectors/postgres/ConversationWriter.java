package io.colloquy.connectors.postgres;

import io.colloquy.schemas.Revision;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Writes revisions to Postgres. A revision changes nothing if it was applied before, or if a later start of the job has
 * spoken since. So at least once is as good as exactly once.
 *
 * <p>It opens its connection when it first needs one, and a new one after each error. After errors that may pass it
 * retries, with growing pauses. Not for several threads.
 */
public final class ConversationWriter implements AutoCloseable {
    private final PostgresSession session;
    private final RevisionTransaction transaction;

    /**
     * @param settings of a server whose schema {@link Migrations} has made
     * @param conversationGap how far from its anchor a retired id may still lead to a conversation
     * @param retryFor how long to retry after errors that may pass
     */
    public ConversationWriter(PostgresSettings settings, Duration conversationGap, Duration retryFor) {
        this.session = PostgresSession.writing(settings, retryFor, Clock.systemUTC());
        this.transaction = new RevisionTransaction(conversationGap);
    }

    /**
     * What became of the revisions.
     *
     * @param applied how many were news
     * @param fenced how many were not: they were applied before, or a later start of the job has spoken since
     * @param rows rows written or deleted
     */
    public record Outcome(int applied, int fenced, int rows) {}

    /**
     * Applies the revisions in their order: all of them or none.
     *
     * @param revisions stamped with their epoch; those of one stream in the order in which they were made
     * @throws IOException where an error won't pass, or did not in time; the message names the server
     */
    public Outcome apply(List<Revision> revisions) throws IOException, InterruptedException {
        return session.run(connection -> transaction.apply(connection, revisions));
    }

    /**
     * An epoch for a new start of the job. It is greater than any given out before.
     *
     * @throws IOException where an error won't pass, or did not in time; the message names the server
     */
    public long nextEpoch() throws IOException, InterruptedException {
        return session.run(FenceTable::nextEpoch);
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
