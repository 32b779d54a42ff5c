package io.colloquy.connectors.postgres;

import static io.colloquy.schemas.RevisionBuilder.id;
import static io.colloquy.schemas.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.StreamId;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where ids lead that are conversations no longer. */
class AliasesTest {
    private static PostgresSettings postgres;

    private final StoredStream stored = StoredStream.fresh(postgres);
    private final StreamId stream = stored.stream();

    @BeforeAll
    static void migrate() {
        postgres = TestServer.database();
    }

    @Test
    void mergeLeavesAnAliasThatResolves() throws SQLException {
        stored.apply(revision(stream, 1, 1)
                .buckets(0, 0)
                .utterance("u", "a", 0, 10, "one")
                .utterance("v", "b", 200, 210, "two")
                .conversation("a", 0, 10, "S1")
                .conversation("b", 200, 210, "S1")
                .build());

        stored.apply(revision(stream, 1, 2)
                .buckets(0, 0)
                .keeps("u")
                .utterance("bridge", "a", 100, 110, "bridge")
                .utterance("v", "a", 200, 210, "two")
                .conversation("a", 0, 210, "S1")
                .removesConversation("b", 200, 210)
                .build());

        assertThat(stored.conversations()).containsExactly(id(stream, "a"));
        assertThat(stored.texts()).containsExactly("one|S1", "bridge|S1", "two|S1");
        assertThat(stored.leadsTo("b")).containsExactly(id(stream, "a"));
        assertThat(stored.leadsTo("a")).as("not an alias of itself").isEmpty();
    }

    @Test
    void splitTakesTheIdBackIntoUse() throws SQLException {
        mergeLeavesAnAliasThatResolves();

        stored.apply(revision(stream, 1, 3)
                .buckets(0, 0)
                .keeps("u")
                .keeps("v")
                .conversation("a", 0, 10, "S1")
                .conversation("b", 200, 210, "S1")
                .build());

        assertThat(stored.rows("text, conversation_id", "utterances", "order by started_at"))
                .containsExactly("one|" + id(stream, "a"), "two|" + id(stream, "b"));
        assertThat(stored.leadsTo("b")).isEmpty();
    }

    @Test
    void aliasLeadsToTheNearestWithinTheGapElseNowhere() throws SQLException {
        stored.apply(revision(stream, 1, 1)
                .buckets(0, 1)
                .conversation("before", 0, 200)
                .conversation("after", 400, 500)
                .removesConversation("near", 350, 351)
                .removesConversation("far", 620, 621)
                .removesConversation("nearly-far", 619.999999, 621)
                .build());

        assertThat(stored.leadsTo("near")).containsExactly(id(stream, "after"));
        assertThat(stored.leadsTo("far")).isEmpty();
        assertThat(stored.leadsTo("nearly-far")).containsExactly(id(stream, "after"));
    }

    @Test
    void idsTakenBackAreAliasesEvenWhereTheyWereNeverStored() throws SQLException {
        stored.apply(revision(stream, 1, 1)
                .buckets(0, 0)
                .conversation("c", 0, 100)
                .removesConversation("never", 50, 60)
                .build());

        assertThat(stored.leadsTo("never")).containsExactly(id(stream, "c"));
    }

    @Test
    void conversationThatGrowsOutOfItsBucketsReplacesWhatItReaches() throws SQLException {
        stored.apply(revision(stream, 1, 1)
                .buckets(0, 3)
                .conversation("a", 0, 10)
                .conversation("b", 1300, 1400)
                .build());

        stored.apply(
                revision(stream, 2, 1).buckets(0, 0).conversation("a", 0, 1350).build());

        assertThat(stored.conversations()).containsExactly(id(stream, "a"));
        assertThat(stored.leadsTo("b")).containsExactly(id(stream, "a"));
    }
}
