package io.colloquy.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.Revision;
import io.colloquy.schemas.RevisionBuilder;
import io.colloquy.schemas.StreamId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any revisions in any order, some of zombies, some twice, leave in Postgres what they leave in memory. */
class RevisionModelTest {
    private static final int BUCKETS = 5;
    private static final int MINUTES = BUCKETS * 10;
    private static final PostgresSettings POSTGRES = TestServer.database();

    /** The wider the gap, the more aliases resolve; both outcomes are to be seen. */
    private static final Duration GAP = Duration.ofMinutes(5);

    @Property(tries = 50)
    void postgresHoldsWhatTheModelHolds(@ForAll("flushes") List<Integer> flushes, @ForAll long seed) throws Exception {
        Random random = new Random(seed);
        StreamId stream = new StreamId("device-" + UUID.randomUUID(), "owner");
        RevisionModel model = new RevisionModel(stream, GAP);
        RevisionTransaction transaction = new RevisionTransaction(GAP);
        try (Connection connection = TestServer.transaction(POSTGRES)) {
            for (int size : flushes) {
                List<Revision> revisions = IntStream.range(0, size)
                        .mapToObj(i -> revision(stream, random))
                        .toList();
                transaction.apply(connection, revisions);
                connection.commit();
                revisions.forEach(model::apply);
                assertSame(stream, model);
            }
        }
    }

    private static void assertSame(StreamId stream, RevisionModel model) throws SQLException {
        assertThat(stored("conversations", "conversation_id, started_at, ended_at, speakers, revision", stream))
                .isEqualTo(model.conversations());
        assertThat(voices(stream)).isEqualTo(model.voices());
        assertThat(shown(stream)).isEqualTo(model.utterances());
        assertThat(aliases(stream)).isEqualTo(model.aliases());
        assertThat(stored("device_days", "day, received_ms", stream)).isEqualTo(model.days());
    }

    @Provide
    Arbitrary<List<Integer>> flushes() {
        return Arbitraries.integers().between(1, 4).list().ofMinSize(1).ofMaxSize(8);
    }

    /**
     * Speaks for some buckets of an hour; utterances last half a minute, conversations are disjoint. They begin and end
     * every five minutes, so that they often touch one another, a bucket or the gap.
     */
    private static Revision revision(StreamId stream, Random random) {
        RevisionBuilder revision = RevisionBuilder.revision(stream, 1 + random.nextInt(3), 1 + random.nextInt(12));
        int first = random.nextInt(BUCKETS);
        int last = first + random.nextInt(BUCKETS - first);
        switch (random.nextInt(8)) {
            case 0 -> {}
            case 1, 2, 3 -> revision.knownBuckets(first, last);
            default -> revision.buckets(first, last);
        }
        for (int minute = first * 10; minute < (last + 1) * 10; minute++) {
            switch (random.nextInt(8)) {
                case 0, 1 ->
                    revision.utterance("u" + minute, "c", minute * 60, minute * 60 + 30, "t" + random.nextInt(3));
                case 2 -> revision.keeps("u" + minute);
                case 3 -> revision.removesUtterance("u" + minute, minute / 10 - random.nextInt(2), "c");
                default -> {}
            }
        }
        List<String> names = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g", "h"));
        Collections.shuffle(names, random);
        addConversations(revision, names, random);
        if (random.nextInt(4) == 0) {
            revision.removesConversation(names.remove(0), random.nextInt(MINUTES / 5) * 300, MINUTES * 60);
        }
        revision.day(random.nextInt(2), random.nextInt(3), 0);
        return revision.build();
    }

    private static void addConversations(RevisionBuilder revision, List<String> names, Random random) {
        TreeSet<Integer> bounds = new TreeSet<>();
        random.ints(2L * random.nextInt(4), 0, MINUTES / 5).forEach(bounds::add);
        while (bounds.size() > 1) {
            String name = names.remove(0);
            int start = bounds.pollFirst() * 300;
            int end = bounds.pollFirst() * 300;
            switch (random.nextInt(4)) {
                case 0 -> revision.conversation(name, start, end, "S1", "S2");
                case 1 -> revision.relabelledConversation(name, start, end);
                case 2 -> revision.relabelledConversation(name, start, end, "S2", "S1");
                default -> revision.unchangedConversation(name, start, end, "S1");
            }
        }
    }

    private static List<String> stored(String table, String columns, StreamId stream) throws SQLException {
        return TestServer.rows(
                POSTGRES,
                "select " + columns + " from " + table + " where device_id = '" + stream.deviceId() + "' order by 1");
    }

    private static List<String> shown(StreamId stream) throws SQLException {
        return stored("utterances", "utterance_id, conversation_id, started_at, speaker, text", stream);
    }

    private static List<String> voices(StreamId stream) throws SQLException {
        return TestServer.rows(
                POSTGRES,
                "select conversation_id, bucket, voice, label from conversation_voices"
                        + " join conversations using (conversation_id)"
                        + " where device_id = '" + stream.deviceId() + "' order by 1, 2, 3");
    }

    private static List<String> aliases(StreamId stream) throws SQLException {
        return TestServer.rows(
                POSTGRES,
                "select a.alias_id, a.conversation_id from conversation_aliases a"
                        + " join retired_conversations r using (alias_id)"
                        + " where r.device_id = '" + stream.deviceId() + "' order by 1");
    }
}
