package io.colloquy.bench.arrival;

import io.colloquy.schemas.StreamId;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** All chunks of a session window, each time that it fires. */
public record FiredWindow(StreamId stream, List<Integer> chunks) {

    /** Says what is in a window. */
    static final class OfWindow extends ProcessWindowFunction<WindowedChunk, FiredWindow, StreamId, TimeWindow> {
        @Override
        public void process(
                StreamId stream, Context context, Iterable<WindowedChunk> elements, Collector<FiredWindow> out) {
            List<Integer> chunks = new ArrayList<>();
            elements.forEach(chunk -> chunks.add(chunk.number()));
            out.collect(new FiredWindow(stream, chunks));
        }
    }
}
