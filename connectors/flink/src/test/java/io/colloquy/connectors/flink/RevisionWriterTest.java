package io.colloquy.connectors.flink;

import static io.colloquy.schemas.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.connectors.postgres.TestServer;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevisionWriterTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final PostgresSinkSettings SETTINGS =
            new PostgresSinkSettings(Duration.ofSeconds(120), Duration.ofMillis(100), 10, Duration.ofSeconds(20));

    private static final SinkWriter.Context UNTIMED = at(null);

    private final MetricListener reporter = new MetricListener();
    private final PostgresSettings postgres = TestServer.database();
    private final ManualTime time = new ManualTime();
    private RevisionWriter writer;

    @BeforeEach
    void open() {
        writer = writer(postgres, SETTINGS);
    }

    @AfterEach
    void close() throws SQLException {
        writer.close();
    }

    private RevisionWriter writer(PostgresSettings where, PostgresSinkSettings settings) {
        return new RevisionWriter(settings.writer(where), settings, time, reporter.getMetricGroup());
    }

    /** Of a revision that tells of a record of this time. */
    private static SinkWriter.Context at(Long record) {
        return new SinkWriter.Context() {
            @Override
            public long currentWatermark() {
                return Long.MIN_VALUE;
            }

            @Override
            public Long timestamp() {
                return record;
            }
        };
    }

    private List<String> fence() throws SQLException {
        return TestServer.rows(postgres, "select counter from stream_fences");
    }

    private static Revision small(long counter) {
        return revision(STREAM, 1, counter).day(0, counter, 0).build();
    }

    @Test
    void gathersUntilTheFirstHasWaitedLongEnough() throws Exception {
        writer.write(small(1), UNTIMED);
        time.advance(60);
        writer.write(small(2), UNTIMED);
        time.advance(39);
        assertThat(fence()).isEmpty();

        time.advance(1);

        assertThat(fence()).containsExactly("2");
    }

    @Test
    void waitsAnewAfterAFlush() throws Exception {
        writer.write(small(1), UNTIMED);
        time.advance(50);
        writer.flush(false);
        writer.write(small(2), UNTIMED);
        time.advance(99);
        assertThat(fence()).containsExactly("1");

        time.advance(1);

        assertThat(fence()).containsExactly("2");
    }

    @Test
    void checkpointFlushesWhatWaits() throws Exception {
        writer.write(small(1), UNTIMED);

        writer.flush(false);

        assertThat(fence()).containsExactly("1");
    }

    @Test
    void manyRowsDoNotWait() throws Exception {
        for (int counter = 1; counter <= 5; counter++) writer.write(small(counter), UNTIMED);

        assertThat(fence()).containsExactly("5");
    }

    @Test
    void reconnectsAfterTheServerClosedTheConnection() throws Exception {
        writer.write(small(1), UNTIMED);
        writer.flush(false);
        TestServer.closeConnections(postgres);

        writer.write(small(2), UNTIMED);
        writer.flush(false);

        assertThat(fence()).containsExactly("2");
    }

    @Test
    void failsTheJobWhereTheServerStaysAway() throws Exception {
        PostgresSettings nobody = new PostgresSettings("jdbc:postgresql://127.0.0.1:1/colloquy", "me", "hunter2");
        RevisionWriter lost =
                writer(nobody, new PostgresSinkSettings(Duration.ZERO, Duration.ZERO, 1_000, Duration.ofMillis(300)));
        lost.write(small(1), UNTIMED);

        assertThatThrownBy(() -> lost.flush(false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void failsTheJobAtOnceWhereWaitingWouldNotHelp() throws Exception {
        TestServer.execute(postgres, "alter table stream_days drop column chunks cascade");
        writer.write(small(1), UNTIMED);

        assertThatThrownBy(() -> writer.flush(false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chunks");
        assertThat(fence()).as("nothing of the transaction stays").isEmpty();
    }

    @Test
    void tellsHowLongItTookFromTheRecordToTheRow() throws Exception {
        time.advance(1_000);
        writer.write(small(1), at(400L));
        writer.write(small(2), at(1_000L));
        writer.write(small(3), UNTIMED);
        Histogram took = reporter.getHistogram("recordToRowMillis").orElseThrow();
        assertThat(took.getCount()).as("before they are stored").isZero();
        time.advance(100);

        assertThat(took.getCount()).isEqualTo(2);
        assertThat(took.getStatistics().getMax()).isEqualTo(700);
        assertThat(took.getStatistics().getMin()).isEqualTo(100);
    }
}
