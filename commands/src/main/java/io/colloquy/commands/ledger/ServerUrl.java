package io.colloquy.commands.ledger;

import io.colloquy.connectors.postgres.PostgresSettings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where Postgres is, as people have it: a JDBC URL, or a URI as {@code psql} takes it. */
final class ServerUrl {
    private static final Pattern URI = Pattern.compile("postgres(?:ql)?://(?:([^/?]*)@)?([^/?@]*)(.*)");
    /** A server that is named behind the question mark: the driver would not see it, and ask another one. */
    private static final Pattern SERVER_AS_PARAMETER = Pattern.compile("[?&](host|hostaddr|port)=");

    private ServerUrl() {}

    /**
     * @param url {@code jdbc:postgresql://host:port/database?user=…&password=…} or
     *     {@code postgresql://user:password@host:port/database}
     * @throws IllegalArgumentException where it is neither; the message may hold the password
     */
    static PostgresSettings parse(String url) {
        Matcher uri = URI.matcher(url);
        if (!uri.matches()) return new PostgresSettings(url, null, null);
        if (SERVER_AS_PARAMETER.matcher(uri.group(3)).find()) throw new IllegalArgumentException(url);
        String jdbc = "jdbc:postgresql://" + uri.group(2) + uri.group(3);
        if (uri.group(1) == null) return new PostgresSettings(jdbc, null, null);
        String[] user = uri.group(1).split(":", 2);
        return new PostgresSettings(jdbc, decoded(user[0]), user.length == 1 ? null : decoded(user[1]));
    }

    /** Of a URI, in which a plus is a plus. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
