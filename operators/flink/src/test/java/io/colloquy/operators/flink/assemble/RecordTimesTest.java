package io.colloquy.operators.flink.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.StreamId;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.runtime.streamrecord.StreamElement;
import org.apache.flink.streaming.util.CollectorOutput;
import org.junit.jupiter.api.Test;

class RecordTimesTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final StreamId OTHER = new StreamId("other", "owner");

    private final RecordTimes times = new RecordTimes();
    private final List<StreamElement> sent = new ArrayList<>();
    private final TimestampedCollector<String> out = new TimestampedCollector<>(new CollectorOutput<>(sent));

    /** @return the time that a revision of the stream carries; null where none */
    private Long stamped(StreamId stream) {
        times.stamp(stream, out);
        out.collect("revision");
        var record = sent.get(sent.size() - 1).asRecord();
        return record.hasTimestamp() ? record.getTimestamp() : null;
    }

    @Test
    void revisionCarriesTheTimeOfTheOldestRecordThatItTellsOf() {
        times.came(STREAM, 500L, true);
        times.came(STREAM, 300L, false);
        times.came(STREAM, 700L, true);
        times.came(OTHER, 100L, true);

        assertThat(stamped(STREAM)).isEqualTo(300);
        assertThat(stamped(OTHER)).isEqualTo(100);
    }

    @Test
    void isForgottenOnceItWasTold() {
        times.came(STREAM, 500L, true);
        stamped(STREAM);

        assertThat(stamped(STREAM)).isNull();
    }

    @Test
    void whatChangesNothingDoesNotCount() {
        times.came(STREAM, 500L, false);
        times.came(OTHER, null, true);

        assertThat(stamped(STREAM)).isNull();
        assertThat(stamped(OTHER)).isNull();
    }
}
