package io.colloquy.connectors.flink;

import io.colloquy.connectors.postgres.ConversationWriter;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.schemas.Revision;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Stamps revisions with the epoch: the number that the database gives to each start of the job, greater than all before
 * it. Everything that is published passes here first, so that the sinks agree.
 */
public final class EpochStamp extends RichMapFunction<Revision, Revision> {
    private final PostgresSettings postgres;
    private final PostgresSinkSettings settings;
    private transient long epoch;

    /** @param settings say how long to try while Postgres can't be reached, before the job fails and restarts */
    public EpochStamp(PostgresSettings postgres, PostgresSinkSettings settings) {
        this.postgres = postgres;
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        try (ConversationWriter writer = settings.writer(postgres)) {
            epoch = writer.nextEpoch();
        }
    }

    @Override
    public Revision map(Revision revision) {
        return revision.stamped(epoch);
    }
}
