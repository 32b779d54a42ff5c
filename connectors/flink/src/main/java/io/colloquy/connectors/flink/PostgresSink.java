package io.colloquy.connectors.flink;

import io.colloquy.connectors.postgres.PostgresSession;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.connectors.postgres.PostgresSinkSettings;
import io.colloquy.schemas.Revision;
import java.time.Clock;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes revisions to Postgres: whatever is said twice, or by an attempt that has been replaced, changes nothing, so at
 * least once is as good as exactly once.
 *
 * <p>The revisions of a stream must arrive in their order, stamped by one {@link EpochStamp}: chain the two, or key
 * both by stream.
 */
public final class PostgresSink implements Sink<Revision> {
    private final PostgresSettings postgres;
    private final PostgresSinkSettings settings;

    public PostgresSink(PostgresSettings postgres, PostgresSinkSettings settings) {
        this.postgres = postgres;
        this.settings = settings;
    }

    @Override
    public SinkWriter<Revision> createWriter(WriterInitContext context) {
        PostgresSession session = new PostgresSession(postgres, settings.retryFor(), Clock.systemUTC());
        return new RevisionWriter(session, settings, context.getProcessingTimeService(), context.metricGroup());
    }
}
