package io.colloquy.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.schemas.UnreachableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    @Test
    void secondTimeChangesNothing() throws Exception {
        PostgresSettings settings = TestServer.database();

        Migrations.apply(settings);

        assertThat(TestServer.rows(settings, "select count(*) from colloquy.schema_history where version is not null"))
                .containsExactly("1");
    }

    @Test
    void severalProcessesMayDoItAtOnce() throws Exception {
        PostgresSettings settings = TestServer.emptyDatabase();

        CompletableFuture<?>[] all = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> Migrations.apply(settings)))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).get();

        assertThat(TestServer.rows(settings, "select count(*) from colloquy.schema_history where version is not null"))
                .containsExactly("1");
    }

    @Test
    void offersTheColumnsOfTheContract() throws Exception {
        PostgresSettings settings = TestServer.database();

        assertThat(columns(settings, "conversations"))
                .contains(
                        "conversation_id uuid",
                        "device_id text",
                        "owner_id text",
                        "started_at timestamp with time zone",
                        "ended_at timestamp with time zone",
                        "status text",
                        "speakers integer",
                        "models text",
                        "epoch bigint",
                        "revision bigint",
                        "updated_at timestamp with time zone");
        assertThat(columns(settings, "utterances"))
                .contains("speaker text", "text text", "confidence real", "words jsonb", "utterance_id uuid");
        assertThat(columns(settings, "conversation_aliases")).containsExactly("alias_id uuid", "conversation_id uuid");
        assertThat(columns(settings, "device_days"))
                .containsExactly(
                        "device_id text",
                        "day date",
                        "received_ms bigint",
                        "speech_ms bigint",
                        "silence_ms bigint",
                        "duplicate_ms bigint",
                        "failed_ms bigint",
                        "pending_ms bigint",
                        "chunks bigint",
                        "duplicate_chunks bigint",
                        "rejected_chunks bigint");
    }

    private static List<String> columns(PostgresSettings settings, String table) throws Exception {
        return TestServer.rows(
                settings,
                "select column_name || ' ' || data_type from information_schema.columns where table_schema = 'colloquy'"
                        + " and table_name = '" + table + "' order by ordinal_position");
    }

    @Test
    void saysWhatToCheckWhereNobodyListens() {
        PostgresSettings nobody =
                new PostgresSettings("jdbc:postgresql://127.0.0.1:1/colloquy?user=me&password=hunter2", null, null);

        assertThatThrownBy(() -> Migrations.apply(nobody))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/colloquy")
                .hasMessageContaining("Check postgres.url")
                .hasStackTraceContaining("Connection")
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("hunter2"));
    }

    @Test
    void showsNoPasswordOfAUrlThatCannotBeRead() {
        for (String url : List.of(
                "jdbc:postgresql://me:hunter2@db/colloquy",
                "postgresql://me:hunter2@db/colloquy",
                "jdbc:mysql://db?password=hunter2")) {
            assertThatThrownBy(() -> new PostgresSettings(url, null, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("postgres.url")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void connectionsKnowNoParametersOfTheirUrl() throws Exception {
        PostgresSettings bare = TestServer.emptyDatabase();
        PostgresSettings inUrl = new PostgresSettings(bare.url() + "?user=postgres&password=hunter2", null, null);

        try (var connection = Connections.open(inUrl)) {
            assertThat(connection.getMetaData().getURL()).doesNotContain("hunter2");
        }
    }
}
