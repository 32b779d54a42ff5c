package io.colloquy.jobs;

import io.colloquy.connectors.kafka.Retention;
import io.colloquy.connectors.kafka.Topics;
import io.colloquy.schemas.Durations;
import io.colloquy.schemas.UnreachableException;
import io.colloquy.settings.SettingsException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics as the job needs them. Speech that is transcribed again, for a neighbour that came late, is fetched from
 * the topic of chunks once more, as long as the horizon lets anything change there.
 *
 * <p>Kafka counts from when a record was appended, the horizon from when the chunk was recorded, which lies before that
 * (by {@code started_at} five minutes after it, at most). So for a device that goes on sending, a retention as long as
 * the horizon holds all that the horizon does: what comes late is kept longer than it needs to be, never shorter.
 */
public final class JobTopics {
    private static final Logger LOG = LoggerFactory.getLogger(JobTopics.class);
    private static final String KEY = "assemble.horizon";
    /** Of a new topic: clocks that are ahead, and a job that is behind. */
    private static final Duration SLACK = Duration.ofDays(1);

    private JobTopics() {}

    /**
     * Creates those that are missing, so that they hold the horizon, and leaves the others as they are.
     *
     * @throws SettingsException where the topic of chunks may lose what lies within the horizon
     * @throws UnreachableException where Kafka can't be reached or refuses
     */
    public static void prepare(JobSettings settings) throws InterruptedException {
        Topics.create(settings.kafka(), settings.assemble().horizon().plus(SLACK));
        expectHeld(settings, Topics.retention(settings.kafka()));
    }

    /**
     * Looks at the topic of chunks, where there is one, and creates nothing.
     *
     * @throws SettingsException where it may lose what lies within the horizon
     * @throws UnreachableException where Kafka can't be reached
     */
    public static void check(JobSettings settings) throws InterruptedException {
        if (Topics.holdsChunks(settings.kafka())) expectHeld(settings, Topics.retention(settings.kafka()));
    }

    private static void expectHeld(JobSettings settings, Optional<Retention> retention) {
        Duration horizon = settings.assemble().horizon();
        if (retention.isEmpty()) {
            LOG.warn(
                    "Kafka does not tell how long it keeps {}: make sure that {} ({}) is no longer, or speech may be"
                            + " lost where a chunk comes late",
                    settings.kafka().topics().audioChunks(),
                    KEY,
                    Durations.text(horizon));
        } else if (!retention.get().holds(horizon)) {
            throw new SettingsException(KEY, problem(settings, retention.get()));
        }
    }

    private static String problem(JobSettings settings, Retention retention) {
        String topic = settings.kafka().topics().audioChunks();
        String horizon = Durations.text(settings.assemble().horizon());
        String archive =
                settings.archiveUri() == null ? "" : "; archive.uri is no substitute, nothing is kept there yet";
        return "is " + horizon + ", but the topic " + topic + " " + promise(retention)
                + ", and speech within the horizon may have to be fetched from there again; " + remedy(retention)
                + archive;
    }

    private static String promise(Retention retention) {
        if (retention.compacted()) return "is compacted and keeps only the newest chunk of a device";
        if (retention.bytes() >= 0) return "keeps no more than " + retention.bytes() + " bytes of a partition";
        return "keeps chunks for " + Durations.text(Duration.ofMillis(retention.millis()));
    }

    private static String remedy(Retention retention) {
        if (retention.compacted()) return "set the topic's cleanup.policy to delete";
        if (retention.bytes() >= 0) return "set the topic's retention.bytes to -1, and limit it by retention.ms";
        return "raise the topic's retention.ms or shorten the horizon";
    }
}
