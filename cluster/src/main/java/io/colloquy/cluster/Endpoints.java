package io.colloquy.cluster;

import io.colloquy.connectors.postgres.PostgresSettings;

/**
 * Where clients find the servers, as the file {@code colloquy.json} says it.
 *
 * @param kafka {@code host:port}
 * @param postgres a JDBC URL with user and password
 * @param psql the same as {@code psql} takes it
 * @param flink the address of the REST of the job manager that leads
 */
record Endpoints(String kafka, String postgres, String psql, String flink) {

    static Endpoints of(String kafka, PostgresSettings database, String flink) {
        String place = database.url().replaceFirst("^jdbc:postgresql://", "");
        return new Endpoints(
                kafka,
                database.url() + "?user=" + database.user() + "&password=" + database.password(),
                "postgresql://" + database.user() + ":" + database.password() + "@" + place,
                flink);
    }
}
