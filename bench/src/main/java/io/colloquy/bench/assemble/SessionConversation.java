package io.colloquy.bench.assemble;

import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Ids;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.UtteranceRow;
import io.colloquy.schemas.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** A conversation as a session window makes it: a header and all of its rows. */
record SessionConversation(StreamId stream, String id, long start, long end, List<UtteranceRow> rows) {

    /** Sorts what is in the window and makes rows of it. */
    static final class OfWindow
            extends ProcessWindowFunction<SessionUtterance, SessionConversation, StreamId, TimeWindow> {
        @Override
        public void process(
                StreamId stream,
                Context context,
                Iterable<SessionUtterance> elements,
                Collector<SessionConversation> out) {
            List<SessionUtterance> said = new ArrayList<>(
                    StreamSupport.stream(elements.spliterator(), false).toList());
            said.sort(Comparator.comparingLong(SessionUtterance::start));
            SessionUtterance first = said.get(0);
            long gap = Definition.DEFAULT.conversationGapMicros();
            String id =
                    Ids.conversation(stream, first.chunk(), first.offset(), gap).toString();
            long end = said.stream().mapToLong(SessionUtterance::end).max().orElseThrow();
            List<UtteranceRow> rows =
                    said.stream().map(utterance -> row(utterance, id)).toList();
            out.collect(new SessionConversation(stream, id, first.start(), end, rows));
        }

        private static UtteranceRow row(SessionUtterance said, String conversation) {
            return new UtteranceRow(
                    Ids.utterance(said.stream(), said.chunk(), said.offset()).toString(),
                    conversation,
                    Timeline.bucket(said.start()),
                    said.start(),
                    said.end(),
                    0,
                    said.words().stream().map(Word::w).collect(Collectors.joining(" ")),
                    (float) said.words().stream().mapToDouble(Word::c).average().orElse(0),
                    said.words());
        }
    }
}
