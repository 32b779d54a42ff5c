package io.colloquy.bench.assemble;

import io.colloquy.bench.load.StandIn;
import io.colloquy.schemas.ConversationRow;
import io.colloquy.schemas.ConversationRow.VoiceLabel;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Ids;
import io.colloquy.schemas.Revision;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.schemas.UtteranceRow;
import io.colloquy.schemas.Word;
import io.colloquy.speech.diarization.Voice;
import io.colloquy.speech.diarization.VoiceClustering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** A conversation as a session window makes it: a header and all of its rows. */
record SessionConversation(StreamId stream, ConversationRow header, List<UtteranceRow> rows) {

    /**
     * For the sink. It speaks for the range of the conversation, so the sink takes back what overlapped it under other
     * ids; a window can't know of those.
     */
    Revision revision(long epoch, long counter) {
        return new Revision(
                stream,
                epoch,
                counter,
                List.of(),
                List.of(),
                List.of(),
                rows,
                List.of(),
                List.of(header),
                List.of(),
                List.of());
    }

    /** Sorts what is in the window, tells its speakers apart and makes rows of it. */
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
            int[] voices = VoiceClustering.OF_UTTERANCES
                    .cluster(said.stream().map(OfWindow::voice).toList())
                    .labels();
            ConversationRow header = header(said, voices);
            List<UtteranceRow> rows = new ArrayList<>(said.size());
            for (int i = 0; i < voices.length; i++) rows.add(row(said.get(i), header.conversationId(), voices[i]));
            out.collect(new SessionConversation(stream, header, rows));
        }

        private static Voice voice(SessionUtterance said) {
            return new Voice(said.embedding(), (said.end() - said.start()) / 1e6);
        }

        private static ConversationRow header(List<SessionUtterance> said, int[] voices) {
            SessionUtterance first = said.get(0);
            long gap = Definition.DEFAULT.conversationGapMicros();
            List<VoiceLabel> labels = new ArrayList<>();
            for (int i = 0; i < voices.length; i++) {
                long bucket = Timeline.bucket(said.get(i).start());
                labels.add(new VoiceLabel(bucket, voices[i], "S" + (voices[i] + 1)));
            }
            return new ConversationRow(
                    Ids.conversation(first.stream(), first.chunk(), first.start(), gap)
                            .toString(),
                    first.start(),
                    said.stream().mapToLong(SessionUtterance::end).max().orElseThrow(),
                    false,
                    StandIn.MODEL,
                    (int) IntStream.of(voices).distinct().count(),
                    labels.stream().distinct().toList(),
                    true,
                    List.of(),
                    true);
        }

        private static UtteranceRow row(SessionUtterance said, String conversation, int voice) {
            return new UtteranceRow(
                    Ids.utterance(said.stream(), said.chunk(), said.offset()).toString(),
                    conversation,
                    Timeline.bucket(said.start()),
                    said.start(),
                    said.end(),
                    voice,
                    said.words().stream().map(Word::w).collect(Collectors.joining(" ")),
                    (float) said.words().stream().mapToDouble(Word::c).average().orElse(0),
                    said.words());
        }
    }
}
