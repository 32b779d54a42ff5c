package io.colloquy.connectors.postgres;

import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** A row and the stream that owns it. */
record Owned<T>(StreamId stream, T row) {

    /** The rows of all these revisions. */
    static <T> List<Owned<T>> rows(List<Revision> revisions, Function<Revision, List<T>> rows) {
        return revisions.stream()
                .flatMap(revision -> rows.apply(revision).stream().map(row -> new Owned<>(revision.stream(), row)))
                .toList();
    }

    /** The rows, sorted by stream and id: so two transactions touch the same rows in the same order. */
    static <T> List<Owned<T>> sortedRows(
            List<Revision> revisions, Function<Revision, List<T>> rows, Function<T, String> id) {
        return rows(revisions, rows).stream()
                .sorted(Comparator.comparing((Owned<T> owned) -> owned.stream)
                        .thenComparing(owned -> id.apply(owned.row)))
                .toList();
    }
}
