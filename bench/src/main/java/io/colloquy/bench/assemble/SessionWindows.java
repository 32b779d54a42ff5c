package io.colloquy.bench.assemble;

import io.colloquy.bench.StandIn;
import io.colloquy.operators.decode.Part;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.Hearing;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;
import org.apache.flink.util.Collector;

/**
 * The same job as one would write it with Flink's session windows: repeats are dropped by the key of the chunk, each
 * chunk is heard by itself, and what is said in it goes into a session window of its stream, from its start to the gap
 * behind its end. The lateness is long enough that nothing here is late, whatever the watermark. A window that fires
 * writes its conversation, header and rows, over what is there under the same ids. It doesn't tell speakers apart, which
 * only makes it faster.
 */
final class SessionWindows implements Pipeline {
    private static final Duration LATENESS = Duration.ofDays(100);
    /** A job needs a source, also one that never runs. */
    private static final SessionUtterance NOTHING = new SessionUtterance(
            new StreamId("", ""), new ChunkKey(0, new Digest(0, 0, 0, 0)), 0, 0, 0, List.of(), new float[0]);

    private final Wire<Part> toFirst = Wire.of(Part.class);
    private final Wire<SessionUtterance> toWindows = Wire.of(SessionUtterance.class);
    private final Operator<Part, Part> first;
    private final Operator<SessionUtterance, SessionConversation> windows;
    private final Rows rows;

    SessionWindows(long now, Rows rows) throws Exception {
        this.rows = rows;
        first = new Operator<>(new FirstOnly(), Part::stream, now);
        windows = new Operator<>(windowOperator(), SessionUtterance::stream, now);
    }

    /** Lets a chunk through once. */
    private static final class FirstOnly extends KeyedProcessFunction<StreamId, Part, Part> {
        private transient MapState<ChunkKey, Boolean> seen;

        @Override
        public void open(OpenContext context) {
            seen = getRuntimeContext()
                    .getMapState(new MapStateDescriptor<>("seen", TypeInformation.of(ChunkKey.class), Types.BOOLEAN));
        }

        @Override
        public void processElement(Part part, Context context, Collector<Part> out) throws Exception {
            if (seen.contains(part.id().chunk())) return;
            seen.put(part.id().chunk(), true);
            out.collect(part);
        }
    }

    /** What Flink makes of the windows, taken out of the job that it would run in. */
    private static StreamOperatorFactory<SessionConversation> windowOperator() {
        long gap = Definition.DEFAULT.conversationGap().toMillis();
        var windowed = StreamExecutionEnvironment.getExecutionEnvironment()
                .fromData(List.of(NOTHING), TypeInformation.of(SessionUtterance.class))
                .keyBy(SessionUtterance::stream, TypeInformation.of(StreamId.class))
                .window(EventTimeSessionWindows.<SessionUtterance>withDynamicGap(
                        said -> TimeUnit.MICROSECONDS.toMillis(said.end() - said.start()) + gap))
                .allowedLateness(LATENESS)
                .trigger(new Debounce(Chain.QUIET.toMillis(), Chain.MAX_DELAY.toMillis()))
                .process(new SessionConversation.OfWindow(), TypeInformation.of(SessionConversation.class));
        return ((OneInputTransformation<?, SessionConversation>) windowed.getTransformation()).getOperatorFactory();
    }

    @Override
    public void accept(Part part) throws Exception {
        first.process(toFirst.pass(part));
        for (Part chunk : first.takeOutput()) hear(chunk);
        passOn();
    }

    /** Sounds with less than the least silence between them are one utterance, if that is long enough. */
    private void hear(Part chunk) throws Exception {
        int[] raw = StandIn.detect(chunk.pcm());
        for (int i = 0; i < raw.length; ) {
            int from = raw[i];
            while (i + 2 < raw.length && raw[i + 2] - raw[i + 1] < Definition.DEFAULT.minSilenceSamples()) i += 2;
            int to = raw[i + 1];
            i += 2;
            if (to - from >= Definition.DEFAULT.minSpeechSamples()) hear(chunk, from, to);
        }
    }

    private void hear(Part chunk, int from, int to) throws Exception {
        Hearing hearing = StandIn.hearing(Arrays.copyOfRange(chunk.pcm(), 2 * from, 2 * to));
        long start = chunk.id().start() + Timeline.micros(from);
        SessionUtterance said = new SessionUtterance(
                chunk.stream(),
                chunk.id().chunk(),
                from,
                start,
                start + Timeline.micros(to - from),
                hearing.words(),
                hearing.voiceprint().vector());
        windows.process(toWindows.pass(said), TimeUnit.MICROSECONDS.toMillis(start));
    }

    @Override
    public void advanceTo(long now) throws Exception {
        first.advanceTo(now);
        windows.advanceTo(now);
        passOn();
    }

    private void passOn() {
        for (SessionConversation conversation : windows.takeOutput()) {
            rows.upsert(
                    conversation.id(), new Rows.Range(conversation.stream(), conversation.start(), conversation.end()));
            conversation.rows().forEach(row -> rows.upsert(conversation.stream(), row));
        }
    }

    @Override
    public void close() {
        first.close();
        windows.close();
    }
}
