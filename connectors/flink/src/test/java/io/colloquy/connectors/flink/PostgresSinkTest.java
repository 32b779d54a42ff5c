package io.colloquy.connectors.flink;

import static io.colloquy.schemas.RevisionBuilder.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.connectors.postgres.TestServer;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The stamp and the sink inside a job. */
class PostgresSinkTest {
    private static final int STREAMS = 50;
    private static final int REVISIONS = 20;
    private static final PostgresSinkSettings SETTINGS = PostgresSinkSettings.of(Definition.DEFAULT);

    private final PostgresSettings postgres = TestServer.database();

    @Test
    void writesTheLastWordOfEachStream() throws Exception {
        run();
        assertThat(TestServer.rows(postgres, "select distinct count(*), sum(received_ms) from device_days"))
                .containsExactly(STREAMS + "|" + STREAMS * REVISIONS);

        TestServer.execute(postgres, "delete from stream_days");
        run();

        assertThat(TestServer.rows(postgres, "select count(*), sum(received_ms) from device_days"))
                .as("a second run speaks with a greater epoch")
                .containsExactly(STREAMS + "|" + STREAMS * REVISIONS);
    }

    private void run() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        Revision[] revisions = IntStream.range(0, STREAMS * REVISIONS)
                .mapToObj(i -> small(i % STREAMS, 1 + i / STREAMS))
                .toArray(Revision[]::new);
        env.fromData(TypeInformation.of(Revision.class), revisions)
                .keyBy(revision -> revision.stream().deviceId())
                .map(new EpochStamp(postgres, SETTINGS))
                .sinkTo(new PostgresSink(postgres, SETTINGS));
        env.execute();
    }

    private static Revision small(int device, long counter) {
        return revision(new StreamId("device-" + device, "owner"), 0, counter)
                .buckets(0, 0)
                .utterance("u", "c", 1, 2, "word " + counter)
                .conversation("c", 1, 2, "S1")
                .day(0, counter, 0)
                .build();
    }
}
