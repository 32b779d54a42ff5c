package io.colloquy.connectors.flink;

import io.colloquy.connectors.postgres.ConversationWriter;
import io.colloquy.connectors.postgres.ConversationWriter.Outcome;
import io.colloquy.schemas.Revision;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * Gathers revisions for a moment and applies them in one transaction: on a checkpoint, when there are many, or when the
 * first has waited long enough. The timer runs on the task's own thread, so nothing here needs a lock.
 */
final class RevisionWriter implements SinkWriter<Revision> {
    private static final int KEPT = 1_000;

    private final ConversationWriter writer;
    private final PostgresSinkSettings settings;
    private final ProcessingTimeService time;
    private final Counter applied;
    private final Counter fenced;
    private final Counter rowsWritten;

    /** From when Kafka had the oldest record that a revision tells of to when its rows are stored. */
    private final Histogram recordToRowMillis;

    private final List<Long> waitingSince = new ArrayList<>();
    private final List<Revision> waiting = new ArrayList<>();
    private int waitingRows;
    private ScheduledFuture<?> timer;
    private long lastFlushMs;

    RevisionWriter(
            ConversationWriter writer, PostgresSinkSettings settings, ProcessingTimeService time, MetricGroup metrics) {
        this.writer = writer;
        this.settings = settings;
        this.time = time;
        this.applied = metrics.counter("revisionsApplied");
        this.fenced = metrics.counter("revisionsFenced");
        this.rowsWritten = metrics.counter("rowsWritten");
        metrics.gauge("lastFlushMs", () -> lastFlushMs);
        this.recordToRowMillis = metrics.histogram("recordToRowMillis", new DescriptiveStatisticsHistogram(KEPT));
    }

    @Override
    public void write(Revision revision, Context context) throws IOException, InterruptedException {
        waiting.add(revision);
        if (context.timestamp() != null) waitingSince.add(context.timestamp());
        waitingRows += rows(revision);
        if (waitingRows >= settings.maxRows()) {
            flush(false);
        } else if (timer == null) {
            long due = time.getCurrentProcessingTime() + settings.maxDelay().toMillis();
            timer = time.registerTimer(due, now -> flush(false));
        }
    }

    /** How many rows a revision has, about. At least 1, so that empty revisions are not gathered without end. */
    private static int rows(Revision revision) {
        return 1
                + revision.utteranceIds().size()
                + revision.utterances().size()
                + revision.conversations().size()
                + revision.removedConversations().size()
                + revision.days().size();
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        cancelTimer();
        if (waiting.isEmpty()) return;
        long begun = time.getCurrentProcessingTime();
        Outcome outcome = writer.apply(waiting);
        waiting.clear();
        waitingRows = 0;
        applied.inc(outcome.applied());
        fenced.inc(outcome.fenced());
        rowsWritten.inc(outcome.rows());
        long now = time.getCurrentProcessingTime();
        lastFlushMs = now - begun;
        waitingSince.forEach(since -> recordToRowMillis.update(Math.max(0, now - since)));
        waitingSince.clear();
    }

    private void cancelTimer() {
        if (timer == null) return;
        timer.cancel(false);
        timer = null;
    }

    @Override
    public void close() throws SQLException {
        cancelTimer();
        writer.close();
    }
}
