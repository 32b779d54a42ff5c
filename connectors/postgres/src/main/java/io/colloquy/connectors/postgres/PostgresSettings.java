package io.colloquy.connectors.postgres;

import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import java.io.Serializable;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * How to reach Postgres.
 *
 * @param url a JDBC URL
 * @param user null where the URL says it
 * @param password null where the URL says it, or none is needed
 */
public record PostgresSettings(String url, String user, String password) implements Serializable {
    private static final Pattern PORT = Pattern.compile(":(\\d+)(?=[,/]|$)");

    public PostgresSettings {
        if (url == null || !readable(url)) {
            throw new IllegalArgumentException(
                    "postgres.url must look like jdbc:postgresql://host:port/database, user and password apart"
                            + " (postgres.user, postgres.password) or as parameters (?user=…&password=…)");
        }
    }

    /**
     * The settings {@code postgres.*}.
     *
     * @throws SettingsException names the key and says what would do
     */
    public static PostgresSettings of(SettingsReader reader) {
        String url = reader.secret("postgres.url", "jdbc:postgresql://127.0.0.1:5432/colloquy");
        if (!readable(url)) {
            throw new SettingsException("postgres.url", "write jdbc:postgresql://host:port/database");
        }
        return new PostgresSettings(
                url, reader.secret("postgres.user", null), reader.secret("postgres.password", null));
    }

    /** The driver would put a URL that it can't read into its message, password and all. */
    private static boolean readable(String url) {
        String place = url.replaceFirst("\\?.*", "");
        return url.startsWith("jdbc:postgresql:")
                && !place.contains("@")
                && hasPossiblePorts(place)
                && Driver.parseURL(url, new Properties()) != null;
    }

    /** The driver would print a warning of its own about others. */
    private static boolean hasPossiblePorts(String place) {
        return PORT.matcher(place)
                .results()
                .map(port -> port.group(1))
                .allMatch(port -> port.length() < 6 && Integer.parseInt(port) > 0 && Integer.parseInt(port) <= 65_535);
    }

    /** Without the password, also where the URL holds it. */
    @Override
    public String toString() {
        return "Postgres at " + url.replaceAll("\\?.*", "");
    }
}
