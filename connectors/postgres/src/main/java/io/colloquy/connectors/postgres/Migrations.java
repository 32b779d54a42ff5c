package io.colloquy.connectors.postgres;

import io.colloquy.schemas.UnreachableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema {@code colloquy} to the version of this program. */
public final class Migrations {
    /** The letters "colloquy" as a number: any will do that no other program locks. */
    private static final long LOCK = 0x636f6c6c6f717579L;

    private Migrations() {}

    /**
     * Applies the migrations that are missing. Of several processes at once, one works and the others wait.
     *
     * @throws UnreachableException where the server can't be reached, refuses, or holds something else in the schema
     */
    public static void apply(PostgresSettings settings) {
        try (Connection lock = Connections.open(settings);
                Statement statement = lock.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            flyway(settings).migrate();
        } catch (SQLException e) {
            throw new UnreachableException(
                    "Can't use " + settings + ": " + e.getMessage().strip()
                            + ". Check postgres.url, postgres.user and postgres.password, and that the server runs and"
                            + " its database exists.",
                    e);
        } catch (FlywayException e) {
            throw new UnreachableException(
                    "Can't bring the schema " + Connections.SCHEMA + " up to date in " + settings + ": "
                            + e.getMessage().strip() + ". The user needs the right to create the schema, or to own it.",
                    e);
        }
    }

    private static Flyway flyway(PostgresSettings settings) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(new OpeningDataSource(settings))
                .locations("classpath:db/migration")
                .schemas(Connections.SCHEMA)
                .createSchemas(true)
                .table("schema_history")
                .placeholderReplacement(false)
                .load();
    }
}
