package io.colloquy.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * However much is stored, a reader's question touches what it asks for: 100 devices, 10 000 conversations of 10
 * utterances.
 */
class ReadingPlansTest {
    private static PostgresSettings postgres;

    @BeforeAll
    static void fill() throws SQLException {
        postgres = TestServer.database();
        TestServer.execute(
                postgres,
                """
                insert into conversations (conversation_id, device_id, owner_id, started_at, ended_at, status, speakers,
                                           models, epoch, revision)
                select md5(d || ':' || c)::uuid, 'device-' || d, 'device-' || d,
                       timestamptz '2025-01-01Z' + c * interval '1 hour',
                       timestamptz '2025-01-01Z' + c * interval '1 hour' + interval '20 minutes',
                       'settled', 1, 'm', 1, 1
                from generate_series(1, 100) d, generate_series(1, 100) c;
                insert into conversation_voices
                select md5(d || ':' || c)::uuid, 0, 1, 'S1' from generate_series(1, 100) d, generate_series(1, 100) c;
                insert into stream_utterances (device_id, owner_id, utterance_id, bucket, started_at, ended_at, voice, text,
                                               confidence, words)
                select 'device-' || d, 'device-' || d, md5(d || ':' || c || ':' || u)::uuid, 0,
                       timestamptz '2025-01-01Z' + c * interval '1 hour' + u * interval '1 minute',
                       timestamptz '2025-01-01Z' + c * interval '1 hour' + u * interval '1 minute' + interval '5 s',
                       1, 'one of word' || (c * 7 + u) % 500 || ' and w' || d || 'x' || c || 'x' || u, 1, '[]'
                from generate_series(1, 100) d, generate_series(1, 100) c, generate_series(0, 9) u;
                insert into retired_conversations
                select md5('alias ' || d || ':' || c)::uuid, 'device-' || d, 'device-' || d,
                       timestamptz '2025-01-01Z' + c * interval '1 hour', interval '2 minutes'
                from generate_series(1, 100) d, generate_series(1, 100) c;
                analyze
                """);
    }

    private static List<String> plan(String sql) throws SQLException {
        return TestServer.rows(postgres, "explain (analyze, costs off, timing off) " + sql);
    }

    private static void assertReadsOnlyWhatItAsksFor(String sql, int rows) throws SQLException {
        List<String> plan = plan(sql);
        assertThat(plan).first().asString().contains("rows=" + rows + ".00");
        assertThat(String.join("\n", plan)).doesNotContain("Seq Scan");
    }

    @Test
    void readsAConversationByItsId() throws SQLException {
        assertReadsOnlyWhatItAsksFor("select * from utterances where conversation_id = md5('50:50')::uuid", 10);
    }

    @Test
    void findsARareWord() throws SQLException {
        assertReadsOnlyWhatItAsksFor(
                "select * from utterances where search @@ plainto_tsquery('simple', 'w50x50x5')", 1);
    }

    @Test
    void findsACommonerWord() throws SQLException {
        assertReadsOnlyWhatItAsksFor(
                "select * from utterances where search @@ plainto_tsquery('simple', 'word77')", 300);
    }

    @Test
    void readsADevicesDay() throws SQLException {
        assertReadsOnlyWhatItAsksFor(
                "select * from utterances where device_id = 'device-7'"
                        + " and started_at >= '2025-01-03Z' and started_at < '2025-01-04Z'",
                240);
    }

    @Test
    void followsAnAlias() throws SQLException {
        assertReadsOnlyWhatItAsksFor("select * from conversation_aliases where alias_id = md5('alias 50:50')::uuid", 1);
    }

    @Test
    void findsAConversationByIdOrAlias() throws SQLException {
        for (String id : List.of("md5('50:50')::uuid", "md5('alias 50:50')::uuid")) {
            assertReadsOnlyWhatItAsksFor(
                    "select * from conversations where (conversation_id = " + id
                            + " or conversation_id = (select a.conversation_id from conversation_aliases a"
                            + " where a.alias_id = " + id + "))",
                    1);
        }
    }

    @Test
    void pagesThroughTheConversationsOfAStream() throws SQLException {
        assertReadsOnlyWhatItAsksFor(
                "select * from conversations where device_id = 'device-7' and owner_id = 'device-7'"
                        + " and (started_at, conversation_id) < ('2025-01-03Z', md5('7:48')::uuid)"
                        + " order by started_at desc, conversation_id desc limit 5",
                5);
    }
}
