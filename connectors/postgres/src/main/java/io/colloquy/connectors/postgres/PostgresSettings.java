package io.colloquy.connectors.postgres;

import java.io.Serializable;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * How to reach Postgres.
 *
 * @param url a JDBC URL
 * @param user null where the URL says it
 * @param password null where the URL says it, or none is needed
 */
public record PostgresSettings(String url, String user, String password) implements Serializable {

    public PostgresSettings {
        if (url == null || !readable(url)) {
            throw new IllegalArgumentException(
                    "postgres.url must look like jdbc:postgresql://host:port/database, user and password apart"
                            + " (postgres.user, postgres.password) or as parameters (?user=…&password=…)");
        }
    }

    /** The driver would put a URL that it can't read into its message, password and all. */
    private static boolean readable(String url) {
        boolean userInfo = url.replaceFirst("\\?.*", "").contains("@");
        return url.startsWith("jdbc:postgresql:") && !userInfo && Driver.parseURL(url, new Properties()) != null;
    }

    /** Without the password, also where the URL holds it. */
    @Override
    public String toString() {
        return "Postgres at " + url.replaceAll("\\?.*", "");
    }
}
