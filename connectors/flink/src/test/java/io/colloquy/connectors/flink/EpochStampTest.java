package io.colloquy.connectors.flink;

import static io.colloquy.schemas.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.connectors.postgres.TestServer;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EpochStampTest {
    private static final PostgresSinkSettings SETTINGS = PostgresSinkSettings.of(Definition.DEFAULT);
    private static final Revision REVISION =
            revision(new StreamId("device", "owner"), 0, 1).day(0, 1, 0).build();

    private static EpochStamp opened(PostgresSettings postgres) throws Exception {
        EpochStamp stamp = new EpochStamp(postgres, SETTINGS);
        stamp.open(null);
        return stamp;
    }

    @Test
    void everyStartSpeaksWithAGreaterEpoch() throws Exception {
        PostgresSettings postgres = TestServer.database();
        EpochStamp first = opened(postgres);
        EpochStamp second = opened(postgres);

        long before = first.map(REVISION).epoch();
        assertThat(before).isPositive();
        assertThat(first.map(REVISION).epoch()).isEqualTo(before);
        assertThat(second.map(REVISION).epoch()).isGreaterThan(before);
    }

    @Test
    void leavesTheRestOfARevisionAsItIs() throws Exception {
        Revision stamped = opened(TestServer.database()).map(REVISION);

        assertThat(stamped.stamped(0)).isEqualTo(REVISION);
    }

    @Test
    void failsWhereTheDatabaseGivesNoEpoch() {
        PostgresSettings nobody = new PostgresSettings("jdbc:postgresql://127.0.0.1:1/colloquy", "me", "secret");
        PostgresSinkSettings hasty = new PostgresSinkSettings(Duration.ZERO, Duration.ZERO, 1, Duration.ofMillis(100));

        assertThatThrownBy(() -> new EpochStamp(nobody, hasty).open(null)).isInstanceOf(IOException.class);
    }
}
