package io.colloquy.connectors.postgres;

import static io.colloquy.schemas.RevisionBuilder.at;
import static io.colloquy.schemas.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.RevisionBuilder;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.TimeRange;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.Word;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a reader finds of what a writer wrote. */
class ConversationReaderTest {
    private static PostgresSettings postgres;

    private final StoredStream stored = StoredStream.fresh(postgres);
    private final StreamId stream = stored.stream();
    private final StreamFilter mine = StreamFilter.ALL.device(stream.deviceId());
    private final ConversationReader reader = new ConversationReader(postgres);

    @BeforeAll
    static void migrate() {
        postgres = TestServer.database();
    }

    @AfterEach
    void close() throws SQLException {
        reader.close();
    }

    /** Calls a method of the reader that hands out rows. */
    private interface Asking<T> {
        void ask(RowConsumer<T> consumer) throws SQLException;
    }

    private static <T> List<T> all(Asking<T> asking) throws SQLException {
        List<T> rows = new ArrayList<>();
        asking.ask(rows::add);
        return rows;
    }

    private String id(String name) {
        return RevisionBuilder.id(stream, name);
    }

    /** Conversations a, b and c, of one utterance each, ten minutes apart. */
    private void store() throws SQLException {
        stored.apply(revision(stream, 3, 5)
                .buckets(0, 2)
                .utterance("u", "a", 0.000001, 10.999999, "hello")
                .utterance("v", "b", 600, 610, "world")
                .utterance("w", "c", 1200, 1210, "again")
                .conversation("a", 0.000001, 10.999999, "S1")
                .conversation("b", 600, 610, "S1")
                .conversation("c", 1200, 1210, "S1")
                .day(0, 3000, 1000)
                .day(1, 5, 0)
                .build());
    }

    @Test
    void findsAConversationByItsId() throws SQLException {
        store();

        assertThat(reader.conversation(id("a"))).get().satisfies(found -> {
            assertThat(found.updatedAt()).isGreaterThan(at(0));
            assertThat(found)
                    .isEqualTo(new StoredConversation(
                            id("a"),
                            stream,
                            at(0.000001),
                            at(10.999999),
                            false,
                            1,
                            "recognizer, voiceprint",
                            3,
                            5,
                            found.updatedAt()));
        });
        assertThat(reader.conversation(UUID.randomUUID().toString())).isEmpty();
    }

    @Test
    void followsAnAlias() throws SQLException {
        store();
        stored.apply(revision(stream, 3, 6)
                .buckets(0, 0)
                .keeps("u")
                .conversation("a", 0.000001, 10.999999, "S1")
                .removesConversation("old", 5, 6)
                .build());

        assertThat(reader.conversation(id("old")))
                .map(StoredConversation::conversationId)
                .contains(id("a"));
    }

    @Test
    void readsATranscriptInOrderWithSpeakers() throws SQLException {
        store();
        stored.apply(revision(stream, 3, 6)
                .knownBuckets(0, 1)
                .keeps("u")
                .keeps("v")
                .utterance("x", "a", 300, 301, "there")
                .conversation("a", 0.000001, 610, "S1", "S2")
                .removesConversation("b", 600, 610)
                .build());

        List<StoredUtterance> transcript = all(rows -> reader.transcript(id("a"), rows));

        assertThat(transcript)
                .extracting(utterance -> utterance.speaker() + ": " + utterance.text())
                .containsExactly("S1: hello", "S1: there", "S2: world");
        assertThat(transcript.get(0))
                .isEqualTo(new StoredUtterance(
                        id("a"),
                        id("u"),
                        stream,
                        at(0.000001),
                        at(10.999999),
                        "S1",
                        "hello",
                        0.5f,
                        List.of(new Word("hello", 0, 10_999, 0.5f))));
        assertThat(all((RowConsumer<StoredUtterance> rows) -> reader.transcript(id("b"), rows)))
                .isEmpty();
    }

    @Test
    void filtersByDeviceOwnerAndBegin() throws SQLException {
        store();
        StoredStream other = new StoredStream(postgres, new StreamId(stream.deviceId(), "other"));
        other.apply(revision(other.stream(), 1, 1)
                .buckets(0, 0)
                .utterance("u", "o", 1, 2, "hi")
                .conversation("o", 1, 2, "S1")
                .build());

        assertThat(texts(mine)).containsExactlyInAnyOrder("hello", "world", "again", "hi");
        assertThat(texts(mine.owner("other"))).containsExactly("hi");
        assertThat(texts(mine.owner(stream.ownerId()))).containsExactly("hello", "world", "again");
        StreamFilter until = mine.begin(new TimeRange(at(1), at(1200)));
        assertThat(texts(until)).containsExactlyInAnyOrder("hi", "world");
        assertThat(conversations(until)).containsExactlyInAnyOrder(RevisionBuilder.id(other.stream(), "o"), id("b"));
        assertThat(texts(mine.device("nobody"))).isEmpty();
    }

    private List<String> texts(StreamFilter filter) throws SQLException {
        List<String> texts = new ArrayList<>();
        reader.utterances(filter, utterance -> texts.add(utterance.text()));
        return texts;
    }

    private List<String> conversations(StreamFilter filter) throws SQLException {
        List<String> ids = new ArrayList<>();
        reader.conversations(filter, conversation -> ids.add(conversation.conversationId()));
        return ids;
    }

    @Test
    void listsTheNewestFirstPageByPage() throws SQLException {
        store();

        List<StoredConversation> first = reader.newest(mine, 2);
        List<StoredConversation> second = reader.older(first.get(1).position(), mine, 2);

        assertThat(first).extracting(StoredConversation::conversationId).containsExactly(id("c"), id("b"));
        assertThat(second).extracting(StoredConversation::conversationId).containsExactly(id("a"));
        assertThat(reader.older(second.get(0).position(), mine, 2)).isEmpty();
    }

    @Test
    void pagesMissNoneOfThoseThatBeginTogether() throws SQLException {
        String owner = stream.ownerId();
        for (int i = 0; i < 5; i++) {
            StoredStream each = new StoredStream(postgres, new StreamId(stream.deviceId() + "-" + i, owner));
            each.apply(revision(each.stream(), 1, 1)
                    .buckets(0, 0)
                    .conversation("c", 0, 1, "S1")
                    .build());
        }
        StreamFilter ofOwner = StreamFilter.ALL.owner(owner);
        List<StoredConversation> found = new ArrayList<>(reader.newest(ofOwner, 2));
        for (int page = 0; page < 2; page++) {
            found.addAll(reader.older(found.get(found.size() - 1).position(), ofOwner, 2));
        }

        assertThat(found)
                .extracting(StoredConversation::stream)
                .doesNotHaveDuplicates()
                .hasSize(5);
    }

    @Test
    void readsTheLedger() throws SQLException {
        store();
        DayFilter ofDevice = DayFilter.ALL.device(stream.deviceId());
        LocalDate day = LocalDate.of(2025, 6, 1);

        List<StoredDay> both = all(rows -> reader.days(ofDevice, rows));

        assertThat(both).extracting(StoredDay::day).containsExactly(day, day.plusDays(1));
        assertThat(both.get(0))
                .isEqualTo(new StoredDay(
                        stream.deviceId(), new DayRow(Timeline.day(at(0)), 3000, 2000, 0, 0, 0, 1000, 1, 0, 0)));
        assertThat(both)
                .isEqualTo(all((RowConsumer<StoredDay> rows) ->
                        reader.days(ofDevice.from(day).to(day.plusDays(1)), rows)));
        assertThat(all((RowConsumer<StoredDay> rows) -> reader.days(ofDevice.from(day.plusDays(1)), rows)))
                .containsExactly(both.get(1));
        assertThat(all((RowConsumer<StoredDay> rows) -> reader.days(ofDevice.to(day), rows)))
                .containsExactly(both.get(0));
    }

    @Test
    void mayBeAskedMoreWhileRowsCome() throws SQLException {
        RevisionBuilder many = revision(stream, 1, 1).buckets(0, 9);
        IntStream.range(0, 1200).forEach(i -> many.utterance("u" + i, "c" + i, 5 * i, 5 * i + 1, "text " + i)
                .conversation("c" + i, 5 * i, 5 * i + 1, "S1"));
        stored.apply(many.build());
        List<String> texts = new ArrayList<>();

        reader.conversations(
                mine,
                conversation ->
                        reader.transcript(conversation.conversationId(), utterance -> texts.add(utterance.text())));

        assertThat(texts)
                .containsExactlyElementsOf(
                        IntStream.range(0, 1200).mapToObj(i -> "text " + i).toList());
    }

    @Test
    void snapshotIsOfOneMoment() throws SQLException {
        store();

        List<String> before = reader.snapshot(() -> {
            int found = conversations(mine).size();
            stored.apply(revision(stream, 3, 6)
                    .knownBuckets(2, 2)
                    .removesUtterance("w", 2, "c")
                    .removesConversation("c", 1200, 1210)
                    .build());
            assertThat(found).isEqualTo(3);
            return texts(mine);
        });

        assertThat(before).containsExactly("hello", "world", "again");
        assertThat(texts(mine)).containsExactly("hello", "world");
    }

    @Test
    void outlivesARestartOfTheServer() throws SQLException {
        store();
        assertThat(texts(mine)).hasSize(3);
        TestServer.closeConnections(postgres);

        assertThatThrownBy(() -> texts(mine)).isInstanceOf(SQLException.class);
        assertThat(texts(mine)).hasSize(3);
    }

    @Test
    void canStillBeAskedAfterAConsumerFailed() throws SQLException {
        store();

        assertThatThrownBy(() -> reader.utterances(mine, utterance -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(texts(mine)).hasSize(3);
    }

    @Test
    void doesNotWrite() {
        PostgresSession session = PostgresSession.reading(postgres);

        assertThatThrownBy(() -> session.once(FenceTable::nextEpoch))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("read-only");
    }
}
