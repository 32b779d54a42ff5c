package io.colloquy.bench.assemble;

import io.colloquy.bench.load.StandIn;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.flink.state.MessageTypes;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.api.Transcription;
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
 * chunk is transcribed by itself, and what is said in it goes, after the same debounce, into a session window of its
 * stream, from its start to the gap behind its end. The lateness is long enough that nothing here is late, whatever the
 * watermark. A window that fires clusters its voices and writes its conversation, header and rows.
 *
 * <p>It keeps no sound at all, and so can't join what was cut at the end of a chunk; nor does it keep accounts. Both
 * make it faster.
 */
final class SessionWindows implements Pipeline {
    private static final Duration LATENESS = Duration.ofDays(100);
    /** A job needs a source, also one that never runs. */
    private static final SessionUtterance NOTHING = new SessionUtterance(
            new StreamId("", ""), new ChunkKey(0, new Digest(0, 0, 0, 0)), 0, 0, 0, List.of(), new float[0]);

    private final Wire<AudioPart> toFirst = Wire.of(MessageTypes.PART);
    private final Wire<SessionUtterance> toGather = Wire.of(TypeInformation.of(SessionUtterance.class));
    private final Operator<AudioPart, AudioPart> first;
    private final Operator<SessionUtterance, SessionUtterance> gather;
    private final Operator<SessionUtterance, SessionConversation> windows;
    private final Revisions published;
    private long counter;

    SessionWindows(long now, Revisions published) throws Exception {
        this.published = published;
        first = new Operator<>(new FirstOnly(), AudioPart::stream, now);
        gather = new Operator<>(new Gather(Chain.QUIET, Chain.MAX_DELAY), SessionUtterance::stream, now);
        windows = new Operator<>(windowOperator(), SessionUtterance::stream, now);
    }

    /** Lets a chunk through once. */
    private static final class FirstOnly extends KeyedProcessFunction<StreamId, AudioPart, AudioPart> {
        private transient MapState<ChunkKey, Boolean> seen;

        @Override
        public void open(OpenContext context) {
            seen = getRuntimeContext()
                    .getMapState(new MapStateDescriptor<>("seen", TypeInformation.of(ChunkKey.class), Types.BOOLEAN));
        }

        @Override
        public void processElement(AudioPart part, Context context, Collector<AudioPart> out) throws Exception {
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
                .trigger(new FireTogether())
                .process(new SessionConversation.OfWindow(), TypeInformation.of(SessionConversation.class));
        return ((OneInputTransformation<?, SessionConversation>) windowed.getTransformation()).getOperatorFactory();
    }

    @Override
    public void accept(AudioPart part) throws Exception {
        first.process(toFirst.pass(part));
        for (AudioPart chunk : first.takeOutput()) transcribe(chunk);
    }

    /** Sounds with less than the least silence between them are one utterance, if that is long enough. */
    private void transcribe(AudioPart chunk) throws Exception {
        Intervals sound = StandIn.detect(chunk.pcm());
        int silence = Definition.DEFAULT.minSilenceSamples();
        for (int first = 0, last; first < sound.count(); first = last + 1) {
            last = first;
            while (last + 1 < sound.count() && sound.from(last + 1) - sound.to(last) < silence) last++;
            int from = sound.from(first);
            int to = sound.to(last);
            if (to - from >= Definition.DEFAULT.minSpeechSamples()) transcribe(chunk, from, to);
        }
    }

    private void transcribe(AudioPart chunk, int from, int to) throws Exception {
        Transcription transcription = StandIn.transcribe(Arrays.copyOfRange(chunk.pcm(), 2 * from, 2 * to));
        long start = chunk.id().start() + Timeline.micros(from);
        SessionUtterance said = new SessionUtterance(
                chunk.stream(),
                chunk.id().chunk(),
                from,
                start,
                start + Timeline.micros(to - from),
                transcription.words(),
                transcription.embedding().vector());
        gather.process(toGather.pass(said));
    }

    @Override
    public void advanceTo(long now) throws Exception {
        first.advanceTo(now);
        gather.advanceTo(now);
        for (SessionUtterance said : gather.takeOutput()) {
            windows.process(said, TimeUnit.MICROSECONDS.toMillis(said.start()));
        }
        windows.advanceTo(now);
        for (SessionConversation conversation : windows.takeOutput()) {
            published.take(conversation.revision(Store.EPOCH, ++counter));
        }
    }

    @Override
    public void close() {
        first.close();
        gather.close();
        windows.close();
    }
}
