package io.colloquy.bench.arrival;

import io.colloquy.bench.arrival.ConversationLog.Logged;
import io.colloquy.bench.arrival.DeliveryPlan.Post;
import io.colloquy.bench.assemble.Operator;
import io.colloquy.operators.core.stitch.WholeRecording.Utterance;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;

/**
 * Flink's session windows over chunks in which somebody speaks, from the first speech in one to the gap behind the last.
 * What a window holds is put together by the clock and heard, each time that it fires. Set as well as they can be:
 * repeats are dropped by content before; nothing that comes within 30 days is too late, as long as Colloquy waits; each
 * device has a watermark of its own, a minute behind the newest chunk, which goes on where nothing comes; late chunks
 * fire together; where somebody speaks is looked for once in each chunk; and the sink replaces what a window wrote
 * before, and all that it now overlaps.
 */
final class SessionWindowsLog implements LogMaker {
    private static final Duration LATENESS = Duration.ofDays(30);
    private static final long GAP = Definition.DEFAULT.conversationGap().toMillis();
    private static final long OUT_OF_ORDER = Duration.ofMinutes(1).toMillis();
    private static final long IDLE = Duration.ofMinutes(1).toMillis();
    /** A job needs a source, also one that never runs. */
    private static final WindowedChunk NOTHING = new WindowedChunk(new StreamId("", ""), 0, 0, 0);

    @Override
    public String name() {
        return "session windows";
    }

    @Override
    public ConversationLog make(DeliveryPlan plan, Ear ear) throws Exception {
        try (Windows windows = new Windows(plan.begin(), ear)) {
            for (Post post : plan.posts()) windows.take(post);
            windows.end();
            return windows.log();
        }
    }

    /** One device: for the windows it is a partition by itself. */
    private static final class Device implements AutoCloseable {
        private final Operator<WindowedChunk, FiredWindow> operator;
        private final List<FoundWindow> found = new ArrayList<>();
        private long newest;

        Device(long now) throws Exception {
            operator = new Operator<>(windowOperator(), WindowedChunk::stream, now);
        }

        void take(WindowedChunk chunk) throws Exception {
            operator.process(chunk, chunk.from());
            newest = Math.max(newest, chunk.to());
        }

        @Override
        public void close() {
            operator.close();
        }
    }

    /** What a window wrote. @param to where its last chunk speaks, ms since the epoch */
    private record FoundWindow(long from, long to, List<HeardLine> lines) {

        boolean overlaps(FoundWindow other) {
            return from <= other.to && other.from <= to;
        }
    }

    /** What Flink makes of the windows, taken out of the job that it would run in. */
    private static StreamOperatorFactory<FiredWindow> windowOperator() {
        var windowed = StreamExecutionEnvironment.getExecutionEnvironment()
                .fromData(List.of(NOTHING), TypeInformation.of(WindowedChunk.class))
                .keyBy(WindowedChunk::stream, TypeInformation.of(StreamId.class))
                .window(EventTimeSessionWindows.<WindowedChunk>withDynamicGap(chunk -> chunk.to() - chunk.from() + GAP))
                .allowedLateness(LATENESS)
                .trigger(new FireOnceThenTogether())
                .process(new FiredWindow.OfWindow(), TypeInformation.of(FiredWindow.class));
        return ((OneInputTransformation<?, FiredWindow>) windowed.getTransformation()).getOperatorFactory();
    }

    /** All devices, on a clock that goes as chunks arrive. */
    private static final class Windows implements AutoCloseable {
        private final Ear ear;
        private final Map<StreamId, Device> devices = new HashMap<>();
        private final Set<ChunkKey> known = new HashSet<>();
        private final List<SentChunk> chunks = new ArrayList<>();
        private final List<WindowedChunk> windowed = new ArrayList<>();
        private long now;

        Windows(long now, Ear ear) {
            this.now = now;
            this.ear = ear;
        }

        void take(Post post) throws Exception {
            advanceTo(post.at());
            for (SentChunk chunk : post.chunks()) if (known.add(chunk.key())) take(chunk);
            fire();
        }

        private void take(SentChunk chunk) throws Exception {
            List<Utterance> utterances = HeardLine.utterances(chunk.told(), chunk.pcm(), ear::detect);
            if (utterances.isEmpty()) return;
            long from = utterances.get(0).from();
            long to = utterances.get(utterances.size() - 1).to();
            WindowedChunk spoken = new WindowedChunk(
                    chunk.stream(), chunks.size(), millis(chunk.told(), from), millis(chunk.told(), to));
            chunks.add(chunk);
            windowed.add(spoken);
            if (!devices.containsKey(chunk.stream())) devices.put(chunk.stream(), new Device(now));
            devices.get(chunk.stream()).take(spoken);
        }

        private static long millis(long start, long samples) {
            return TimeUnit.MICROSECONDS.toMillis(start + Timeline.micros(samples));
        }

        /** Late chunks that wait fire, and where nothing comes for a while, time goes on all the same. */
        private void advanceTo(long then) throws Exception {
            boolean idle = then - now > IDLE;
            now = then;
            for (Device device : devices.values()) {
                device.operator.advanceTo(now);
                if (idle) device.operator.watermark(device.newest + GAP);
            }
            fire();
        }

        private void fire() throws Exception {
            for (Device device : devices.values()) {
                device.operator.watermark(device.newest - OUT_OF_ORDER);
                for (FiredWindow fired : device.operator.takeOutput()) write(device, fired);
            }
        }

        private void write(Device device, FiredWindow fired) {
            List<WindowedChunk> held =
                    fired.chunks().stream().map(windowed::get).toList();
            List<SentChunk> sound = fired.chunks().stream().map(chunks::get).toList();
            List<HeardLine> lines = SplicedSound.of(sound).stream()
                    .flatMap(stretch -> HeardLine.in(stretch, ear::detectAgain, ear).stream())
                    .toList();
            long from = held.stream().mapToLong(WindowedChunk::from).min().orElseThrow();
            long to = held.stream().mapToLong(WindowedChunk::to).max().orElseThrow();
            FoundWindow written = new FoundWindow(from, to, lines);
            device.found.removeIf(written::overlaps);
            device.found.add(written);
        }

        void end() throws Exception {
            advanceTo(now + 2 * IDLE);
        }

        ConversationLog log() {
            List<Logged> utterances = new ArrayList<>();
            devices.forEach((stream, device) -> device.found.forEach(window -> window.lines.forEach(
                    line -> utterances.add(line.logged(stream, stream.deviceId() + "-" + window.from)))));
            return ConversationLog.of(utterances);
        }

        @Override
        public void close() {
            devices.values().forEach(Device::close);
        }
    }
}
