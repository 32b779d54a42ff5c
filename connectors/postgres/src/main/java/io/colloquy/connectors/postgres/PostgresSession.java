package io.colloquy.connectors.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is opened when it is needed, and again after each error. After an error that may pass, {@link #run}
 * does its work again from the start. So the work must be harmless twice: a commit may have succeeded although its
 * answer was lost.
 */
final class PostgresSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresSession.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final PostgresSettings settings;
    private final boolean readOnly;
    private final Duration retryFor;
    private final InstantSource clock;
    private Connection connection;

    private PostgresSession(PostgresSettings settings, boolean readOnly, Duration retryFor, InstantSource clock) {
        this.settings = settings;
        this.readOnly = readOnly;
        this.retryFor = retryFor;
        this.clock = clock;
    }

    /** @param retryFor how long {@link #run} retries */
    static PostgresSession writing(PostgresSettings settings, Duration retryFor, InstantSource clock) {
        return new PostgresSession(settings, false, retryFor, clock);
    }

    /** A read-only session. All that one of its transactions reads is of one moment. */
    static PostgresSession reading(PostgresSettings settings) {
        return new PostgresSession(settings, true, Duration.ZERO, InstantSource.system());
    }

    /** What is done in one transaction, which is committed after it. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Does the work and commits. Retries after errors that may pass, with growing pauses.
     *
     * @throws IOException where an error won't pass, or did not in time
     */
    <T> T run(Work<T> work) throws IOException, InterruptedException {
        Instant deadline = clock.instant().plus(retryFor);
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (!Connections.passes(e) || clock.instant().plus(pause).isAfter(deadline)) throw failure(e);
                LOG.warn("{}: {} (trying again)", settings, e.getMessage());
                Thread.sleep(pause.toMillis());
                pause = longer(pause);
            }
        }
    }

    /** Does the work and commits. An error leaves no connection behind, so nothing of the work stays. */
    <T> T once(Work<T> work) throws SQLException {
        try {
            Connection current = connection();
            T result = work.on(current);
            current.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            drop(e);
            throw e;
        }
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = Connections.open(settings);
            if (readOnly) {
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            }
            connection.setAutoCommit(false);
        }
        return connection;
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private IOException failure(SQLException e) {
        return new IOException(settings + ": " + e.getMessage() + " (SQLSTATE " + e.getSQLState() + ")", e);
    }

    private void drop(Exception reason) {
        try {
            close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        if (connection == null) return;
        Connection old = connection;
        connection = null;
        old.close();
    }
}
