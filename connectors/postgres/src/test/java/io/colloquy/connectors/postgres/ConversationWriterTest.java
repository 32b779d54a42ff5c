package io.colloquy.connectors.postgres;

import static io.colloquy.schemas.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.connectors.postgres.ConversationWriter.Outcome;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConversationWriterTest {
    private static final StreamId STREAM = new StreamId("device", "owner");

    private final PostgresSettings postgres = TestServer.database();
    private final ConversationWriter writer = writer(postgres, Duration.ofSeconds(20));

    private static ConversationWriter writer(PostgresSettings postgres, Duration retryFor) {
        return new ConversationWriter(postgres, StoredStream.GAP, retryFor);
    }

    @AfterEach
    void close() throws SQLException {
        writer.close();
    }

    private static Revision small(long epoch, long counter) {
        return revision(STREAM, epoch, counter).day(0, counter, 0).build();
    }

    private List<String> received() throws SQLException {
        return TestServer.rows(postgres, "select received_ms from device_days");
    }

    @Test
    void othersSeeWhatItApplied() throws Exception {
        assertThat(writer.apply(List.of(small(1, 1), small(1, 2)))).isEqualTo(new Outcome(2, 0, 2));
        assertThat(received()).containsExactly("2");
    }

    @Test
    void fencesWhatAnEarlierStartOfTheJobSays() throws Exception {
        long lost = writer.nextEpoch();
        long now = writer.nextEpoch();
        writer.apply(List.of(small(now, 1)));

        assertThat(writer.apply(List.of(small(lost, 99)))).isEqualTo(new Outcome(0, 1, 0));
        assertThat(received()).containsExactly("1");
    }

    @Test
    void nextEpochIsGreaterForAnotherWriterToo() throws Exception {
        long first = writer.nextEpoch();

        try (ConversationWriter other = writer(postgres, Duration.ZERO)) {
            assertThat(first).isPositive();
            assertThat(other.nextEpoch()).isGreaterThan(first);
        }
    }

    @Test
    void reconnectsAfterTheServerClosedTheConnection() throws Exception {
        writer.apply(List.of(small(1, 1)));
        TestServer.closeConnections(postgres);

        writer.apply(List.of(small(1, 2)));

        assertThat(received()).containsExactly("2");
    }

    @Test
    void givesUpWhereTheServerStaysAway() throws Exception {
        PostgresSettings nobody = new PostgresSettings("jdbc:postgresql://127.0.0.1:1/colloquy", "me", "hunter2");
        try (ConversationWriter lost = writer(nobody, Duration.ofMillis(300))) {
            assertThatThrownBy(() -> lost.apply(List.of(small(1, 1))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:1")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void appliesNothingWhereOneRevisionCannotBeApplied() throws Exception {
        assertThatThrownBy(() -> writer.apply(List.of(small(1, 1), small(0, 2))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(received()).isEmpty();

        writer.apply(List.of(small(1, 2)));

        assertThat(received()).as("it can still be used").containsExactly("2");
    }
}
