package io.colloquy.connectors.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.connectors.postgres.RandomAttempt;
import io.colloquy.connectors.postgres.RevisionBuilder;
import io.colloquy.connectors.postgres.RevisionTransaction;
import io.colloquy.connectors.postgres.TestServer;
import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever attempts are lost, and however often events come, a reader of the topic holds what Postgres holds: but where the
 * attempt that speaks has had nothing to say yet.
 */
class EventReaderModelTest {
    private static final PostgresSettings POSTGRES = TestServer.database();

    /** Of one try. */
    private static final class Run {
        final Random random;
        final StreamId stream = new StreamId("device-" + UUID.randomUUID(), "owner");
        final RevisionTransaction transaction = new RevisionTransaction(Duration.ofMinutes(5));
        final EventReader reader = new EventReader();
        final List<Revision> revisions = new ArrayList<>();
        final List<ConversationEvent> topic = new ArrayList<>();
        /** Buckets spoken for whole by a revision that made no event, of which none was made since. */
        final TreeSet<Long> silent = new TreeSet<>();

        Run(Random random) {
            this.random = random;
        }

        void publish(Connection connection, Revision revision) throws SQLException {
            revisions.add(revision);
            deliver(connection, revision);
            if (ConversationEvents.of(revision).isEmpty()) silent.addAll(revision.wholeBuckets());
            else revision.buckets().forEach(silent::remove);
            if (random.nextInt(4) == 0) deliver(connection, revisions.get(random.nextInt(revisions.size())));
            if (random.nextInt(4) == 0 && !topic.isEmpty()) rereadFrom(random.nextInt(topic.size()));
            if (silent.isEmpty()) assertSame();
        }

        private void deliver(Connection connection, Revision revision) throws SQLException {
            transaction.apply(connection, List.of(revision));
            List<ConversationEvent> events = ConversationEvents.of(revision);
            events.forEach(reader::apply);
            topic.addAll(events);
        }

        private void rereadFrom(int offset) {
            topic.subList(offset, topic.size()).forEach(reader::apply);
        }

        private void assertSame() throws SQLException {
            assertThat(reader.utterances())
                    .isEqualTo(TestServer.rows(
                            POSTGRES,
                            "select utterance_id, conversation_id, started_at, speaker, text from utterances"
                                    + " where device_id = '" + stream.deviceId() + "' order by 1"));
        }
    }

    @Property(tries = 100)
    void readerHoldsWhatPostgresHolds(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int attempts)
            throws SQLException {
        Random random = new Random(seed);
        Run run = new Run(random);
        try (Connection connection = TestServer.transaction(POSTGRES)) {
            RandomAttempt attempt = new RandomAttempt(run.stream, random, 1);
            RandomAttempt checkpoint = attempt.next(1);
            for (int epoch = 1; epoch <= attempts; epoch++) {
                attempt = checkpoint.next(epoch);
                for (int i = random.nextInt(6); i >= 0; i--) {
                    run.publish(connection, attempt.hearsOtherwise());
                    if (random.nextInt(3) == 0) checkpoint = attempt.next(epoch);
                }
            }
            while (!run.silent.isEmpty()) {
                long bucket = run.silent.first() - Timeline.bucket(RevisionBuilder.START);
                run.publish(connection, attempt.hearsIn((int) bucket));
            }
            run.assertSame();
        }
    }
}
