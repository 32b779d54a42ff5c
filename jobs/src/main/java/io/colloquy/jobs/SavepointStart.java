package io.colloquy.jobs;

import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.schemas.UnreachableException;
import io.colloquy.settings.SettingsException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The savepoint that a job is started from, if any.
 *
 * @param path empty for none
 * @param positions the offset by partition with which it goes on in Kafka; negative for the first that Kafka holds
 */
record SavepointStart(String path, Map<Integer, Long> positions) {
    private static final Logger LOG = LoggerFactory.getLogger(SavepointStart.class);

    /**
     * Looks whether the job can start there.
     *
     * @param flink says where
     * @param acceptsLoss whether Kafka need not hold all that follows
     * @throws SettingsException where the state was computed by another definition
     * @throws UnreachableException where it can't be read, or Kafka does not hold what follows
     */
    static SavepointStart check(ReadableConfig flink, JobSettings settings, boolean acceptsLoss)
            throws InterruptedException {
        String path = flink.get(StateRecoveryOptions.SAVEPOINT_PATH);
        if (path == null) return new SavepointStart("", Map.of());
        RestoredState state = RestoredState.at(path);
        state.requireDefinition(settings.assemble().definition());
        SavepointStart start = new SavepointStart(path, state.positions());
        List<String> missing = RestoreCheck.missing(start.positions, settings.kafka());
        if (!acceptsLoss) RestoreCheck.require(missing, path);
        missing.forEach(loss -> LOG.warn("goes on without what Kafka does not hold: {}", loss));
        return start;
    }

    /**
     * Into tables in which nobody has ever written, all that the state knows is published: else rows would be missing
     * until new audio touches their place.
     *
     * @param settings of a server with its tables
     */
    JobSettings fillingTables(JobSettings settings) {
        if (path.isEmpty() || !settings.assemble().again().isEmpty() || !isEmpty(settings)) return settings;
        LOG.warn("the tables are empty: all that {} knows is published, from the horizon on", path);
        return settings.publishingAgain("into-empty-tables-" + path);
    }

    private static boolean isEmpty(JobSettings settings) {
        try (ConversationReader reader = new ConversationReader(settings.postgres())) {
            return reader.lastEpoch() == 0;
        } catch (SQLException e) {
            throw new UnreachableException(
                    "can't read the tables in " + settings.postgres() + ": " + e.getMessage(), e);
        }
    }
}
