package io.colloquy.connectors.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.connectors.kafka.ConversationEvents;
import io.colloquy.connectors.kafka.ConversationProjection;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.ConversationWriter;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.connectors.postgres.TestServer;
import io.colloquy.schemas.ConversationEvent;
import io.colloquy.schemas.RandomRun;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.RevisionBuilder;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
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
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * However often the job fails and starts again, and however often events come, a reader of the topic holds what
 * Postgres holds: but where the epoch that speaks has had nothing to say yet.
 */
class ProjectionModelTest {
    private static final PostgresSettings POSTGRES = TestServer.database();
    private static final ConversationReader READER = new ConversationReader(POSTGRES);
    private static final ConversationWriter WRITER =
            new ConversationWriter(POSTGRES, Duration.ofMinutes(5), Duration.ofSeconds(20));

    /** The topic and its reader. */
    private static final class Try {
        final Random random;
        final StreamId stream = new StreamId("device-" + UUID.randomUUID(), "owner");
        final ConversationProjection projection = new ConversationProjection();
        final List<Revision> revisions = new ArrayList<>();
        final List<ConversationEvent> topic = new ArrayList<>();
        /** Buckets spoken for whole by a revision that made no event, of which none was made since. */
        final TreeSet<Long> silent = new TreeSet<>();

        Try(Random random) {
            this.random = random;
        }

        void publish(Revision revision) throws Exception {
            revisions.add(revision);
            deliver(revision);
            if (ConversationEvents.of(revision).isEmpty()) silent.addAll(revision.wholeBuckets());
            else revision.buckets().forEach(silent::remove);
            if (random.nextInt(4) == 0) deliver(revisions.get(random.nextInt(revisions.size())));
            if (random.nextInt(4) == 0 && !topic.isEmpty()) rereadFrom(random.nextInt(topic.size()));
            if (silent.isEmpty()) assertSame();
        }

        void deliver(Revision revision) throws Exception {
            WRITER.apply(List.of(revision));
            List<ConversationEvent> events = ConversationEvents.of(revision);
            events.forEach(projection::apply);
            topic.addAll(events);
        }

        private void rereadFrom(int offset) {
            topic.subList(offset, topic.size()).forEach(projection::apply);
        }

        void assertSame() throws SQLException {
            assertThat(ComparedRows.of(projection, stream)).isEqualTo(ComparedRows.of(READER, stream));
        }
    }

    @AfterContainer
    static void close() throws SQLException {
        READER.close();
        WRITER.close();
    }

    @Property(tries = 100)
    void projectionHoldsWhatPostgresHolds(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int epochs)
            throws Exception {
        Random random = new Random(seed);
        Try run = new Try(random);
        RandomRun job = new RandomRun(run.stream, random, 1);
        RandomRun checkpoint = job.next(1);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            job = checkpoint.next(epoch);
            for (int i = random.nextInt(6); i >= 0; i--) {
                run.publish(job.hearsOtherwise());
                if (random.nextInt(3) == 0) checkpoint = job.next(epoch);
            }
        }
        while (!run.silent.isEmpty()) {
            long bucket = run.silent.first() - Timeline.bucket(RevisionBuilder.START);
            run.publish(job.hearsIn((int) bucket));
        }
        run.assertSame();
    }
}
