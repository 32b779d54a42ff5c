package io.colloquy.connectors.flink;

import io.colloquy.connectors.postgres.FenceTable;
import io.colloquy.connectors.postgres.PostgresSession;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.schemas.Revision;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Says which attempt of the job speaks: each start of the operator takes a new number from Postgres, greater than all
 * before it. Everything that is published passes here first, so that the sinks agree.
 */
public final class EpochStamp extends RichMapFunction<Revision, Revision> {
    private final PostgresSettings postgres;
    private final Duration retryFor;
    private transient long epoch;

    /** @param retryFor how long to try while Postgres can't be reached, before the job fails and restarts */
    public EpochStamp(PostgresSettings postgres, Duration retryFor) {
        this.postgres = postgres;
        this.retryFor = retryFor;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        try (PostgresSession session = new PostgresSession(postgres, retryFor, Clock.systemUTC())) {
            epoch = session.run(connection -> {
                long next = FenceTable.nextEpoch(connection);
                connection.commit();
                return next;
            });
        }
    }

    @Override
    public Revision map(Revision revision) {
        return revision.stamped(epoch);
    }
}
