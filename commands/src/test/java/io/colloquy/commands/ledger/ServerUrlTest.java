package io.colloquy.commands.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.connectors.postgres.PostgresSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {

    @Test
    void takesWhatJdbcTakes() {
        String url = "jdbc:postgresql://127.0.0.1:5432/colloquy?user=me&password=secret";

        assertThat(ServerUrl.parse(url)).isEqualTo(new PostgresSettings(url, null, null));
    }

    @Test
    void takesWhatPsqlTakes() {
        assertThat(ServerUrl.parse("postgresql://me:se%40cr+e%3At@host:5433/base?sslmode=require"))
                .isEqualTo(new PostgresSettings("jdbc:postgresql://host:5433/base?sslmode=require", "me", "se@cr+e:t"));
        assertThat(ServerUrl.parse("postgres://me@one:1,two:2/base"))
                .isEqualTo(new PostgresSettings("jdbc:postgresql://one:1,two:2/base", "me", null));
        assertThat(ServerUrl.parse("postgresql://host/base"))
                .isEqualTo(new PostgresSettings("jdbc:postgresql://host/base", null, null));
    }

    @Test
    void doesNotTellThePassword() {
        assertThat(ServerUrl.parse("postgresql://me:secret@host/base"))
                .asString()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:5432",
                "mysql://me@host/base",
                "postgresql://me:secret@host:99999/base",
                "jdbc:postgresql://host:99999/base",
                "postgresql://me:%zz@host/base",
                "postgresql:///base?host=/var/run/postgresql",
                "jdbc:postgresql://me:secret@host/base"
            })
    void refusesWhatIsNeither(String url) {
        assertThatThrownBy(() -> ServerUrl.parse(url)).isInstanceOf(IllegalArgumentException.class);
    }
}
