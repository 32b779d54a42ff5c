package io.colloquy.connectors.flink;

import io.colloquy.connectors.postgres.ConversationWriter;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.schemas.Revision;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes revisions to Postgres. Each subtask has a {@link ConversationWriter} of its own. A revision written twice
 * changes nothing.
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
        return new RevisionWriter(
                settings.writer(postgres), settings, context.getProcessingTimeService(), context.metricGroup());
    }
}
