package io.colloquy.bench.assemble;

import io.colloquy.connectors.flink.PostgresSink;
import io.colloquy.connectors.flink.PostgresSinkSettings;
import io.colloquy.connectors.postgres.Migrations;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Revision;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The job's own sink on empty tables, on a clock that the caller moves; counts the rows that it is to write. */
public final class Store implements Revisions, AutoCloseable {
    static final long EPOCH = 1;

    private final OneInputStreamOperatorTestHarness<Revision, ?> sink;
    private long rows;

    /** @param now ms since the epoch */
    public Store(PostgresSettings postgres, long now) throws Exception {
        Migrations.apply(postgres);
        Stored.clear(postgres);
        PostgresSink written = new PostgresSink(postgres, PostgresSinkSettings.of(Definition.DEFAULT));
        StreamOperatorFactory<?> operator = new SinkWriterOperatorFactory<>(written);
        sink = new OneInputStreamOperatorTestHarness<>(operator, 1, 1, 0);
        sink.setProcessingTime(now);
        sink.open();
    }

    @Override
    public void take(Revision revision) throws Exception {
        Revision stamped = revision.stamped(EPOCH);
        rows += rows(stamped);
        sink.processElement(new StreamRecord<>(stamped));
    }

    /** Headers count that changed, or that changed utterances belong to: the sink reads the others at most. */
    private static long rows(Revision revision) {
        return revision.utterances().size()
                + revision.removedUtterances().size()
                + revision.conversations().stream().filter(revision::touches).count()
                + revision.removedConversations().size()
                + revision.days().size();
    }

    public void advanceTo(long now) throws Exception {
        sink.setProcessingTime(now);
    }

    /** Rows that were to be written or deleted so far; a row that is written again as it was is one. */
    public long rows() {
        return rows;
    }

    /** Writes what waits. */
    @Override
    public void close() {
        try {
            sink.endInput();
            sink.close();
        } catch (Exception e) {
            throw new IllegalStateException("the sink does not close", e);
        }
    }
}
