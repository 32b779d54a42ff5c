package io.colloquy.system.topology;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Hands over what it receives, at once, to the test that runs in the same process. */
public record Collecting<T>(String name) implements Sink<T> {
    private static final Map<String, BlockingQueue<Object>> QUEUES = new ConcurrentHashMap<>();

    /** What was received by sinks of this name, in the order of arrival. */
    @SuppressWarnings("unchecked")
    public BlockingQueue<T> received() {
        return (BlockingQueue<T>) QUEUES.computeIfAbsent(name, key -> new LinkedBlockingQueue<>());
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        BlockingQueue<T> queue = received();
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context context) {
                queue.add(element);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
