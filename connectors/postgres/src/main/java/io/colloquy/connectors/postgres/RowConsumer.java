package io.colloquy.connectors.postgres;

import java.sql.SQLException;

/** Takes rows one by one, as they come from the server. */
@FunctionalInterface
public interface RowConsumer<T> {

    /** @throws SQLException where it reads more from the same reader, and that fails */
    void accept(T row) throws SQLException;
}
