package io.colloquy.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.DayRow;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.tests.oracle.Oracle;
import io.colloquy.tests.oracle.Oracle.Chunk;
import io.colloquy.tests.oracle.Oracle.Conversation;
import java.util.List;
import java.util.function.ToLongFunction;

/** What must be stored of a stream in the end, whatever came when. */
public record Expected(StreamId stream, Uploads uploads, List<Conversation> conversations) {

    public static Expected of(StreamId stream, Uploads uploads) {
        Oracle oracle = new Oracle(Definition.DEFAULT, stream, StandIn::detect, StandIn::words);
        return new Expected(stream, uploads, oracle.conversations(uploads.effective()));
    }

    /** All conversations are as defined; every millisecond of every record is in an account, and none is pending. */
    public void assertStored(Storage storage) {
        assertStored(storage.conversations(), storage.days());
    }

    public void assertStored(List<Conversation> stored, List<DayRow> days) {
        assertThat(stored).as("conversations of %s", stream).isEqualTo(conversations);
        assertThat(days).allMatch(DayRow::balanced).allMatch(day -> day.pendingMs() == 0);
        long received = uploads.records().stream()
                .mapToLong(upload -> millis(upload.chunk()))
                .sum();
        long once = uploads.effective().stream().mapToLong(Expected::millis).sum();
        assertThat(sum(days, DayRow::receivedMs)).isEqualTo(received);
        assertThat(sum(days, DayRow::duplicateMs)).isEqualTo(received - once);
        assertThat(sum(days, DayRow::chunks)).isEqualTo(uploads.records().size());
    }

    private static long sum(List<DayRow> days, ToLongFunction<DayRow> column) {
        return days.stream().mapToLong(column).sum();
    }

    private static long millis(Chunk chunk) {
        return Timeline.millisWithin(0, chunk.pcm().length / 2);
    }
}
