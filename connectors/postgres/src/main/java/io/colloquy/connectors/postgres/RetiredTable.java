package io.colloquy.connectors.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/** {@code retired_conversations}, from which the aliases are resolved. */
final class RetiredTable {
    private static final String UPSERT =
            """
            insert into retired_conversations as stored (alias_id, device_id, owner_id, anchor, gap)
            select alias_id, device_id, owner_id,
                   timestamptz 'epoch' + anchor * interval '1 microsecond',
                   ? * interval '1 microsecond'
            from unnest(?::text[], ?::text[], ?::uuid[], ?::bigint[]) as r(device_id, owner_id, alias_id, anchor)
            on conflict (alias_id) do update set (anchor, gap) = (excluded.anchor, excluded.gap)
            where (stored.anchor, stored.gap) is distinct from (excluded.anchor, excluded.gap)
            """;

    private RetiredTable() {}

    /**
     * Remembers the ids.
     *
     * @param gapMicros how far from its anchor an id may still lead to a conversation
     */
    static int upsert(Connection connection, List<RetiredId> ids, long gapMicros) throws SQLException {
        if (ids.isEmpty()) return 0;
        List<RetiredId> sorted = ids.stream()
                .sorted(Comparator.comparing(RetiredId::conversationId))
                .toList();
        try (ArrayStatement upsert = new ArrayStatement(connection, UPSERT)) {
            return upsert.value(gapMicros)
                    .streams(sorted, RetiredId::stream)
                    .uuids(sorted, RetiredId::conversationId)
                    .longs(sorted, RetiredId::anchor)
                    .update();
        }
    }
}
