package io.colloquy.connectors;

import java.io.Serializable;

/**
 * How to reach Postgres.
 *
 * @param url a JDBC URL
 * @param user null where the URL says it
 * @param password null where the URL says it, or none is needed
 */
public record PostgresSettings(String url, String user, String password) implements Serializable {

    /** Without the password, also where the URL holds it. */
    @Override
    public String toString() {
        return "Postgres at " + url.replaceAll("\\?.*", "");
    }
}
