package io.colloquy.system.topology;

import io.colloquy.proof.recordings.RandomDevice;
import io.colloquy.schemas.RawRecord;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.InstantiationUtil;

/**
 * The partitions of some invented devices, one after another: two at first, then another with each checkpoint. It never
 * ends, as Kafka never does.
 */
record UploadSource(long seed, int devices)
        implements Source<RawRecord, UploadSource.Partition, Collection<UploadSource.Partition>> {

    /** What is left of a device's records, from an offset on. */
    record Partition(long seed, int device, int offset)
            implements IteratorSourceSplit<RawRecord, Records>, Serializable {

        @Override
        public String splitId() {
            return "device-" + device;
        }

        @Override
        public Records getIterator() {
            return new Records(RandomDevice.invent(seed, device).records(), offset);
        }

        @Override
        public Partition getUpdatedSplitForIterator(Records records) {
            return new Partition(seed, device, records.offset);
        }
    }

    static final class Records implements Iterator<RawRecord> {
        private final List<RawRecord> all;
        private int offset;

        Records(List<RawRecord> all, int offset) {
            this.all = all;
            this.offset = offset;
        }

        @Override
        public boolean hasNext() {
            return offset < all.size();
        }

        @Override
        public RawRecord next() {
            return all.get(offset++);
        }
    }

    private static final class Enumerator extends IteratorSourceEnumerator<Partition> {
        private final SplitEnumeratorContext<Partition> context;
        private final Deque<Integer> idle = new ArrayDeque<>();
        private int allowed = 2;

        Enumerator(SplitEnumeratorContext<Partition> context, Collection<Partition> partitions) {
            super(context, partitions);
            this.context = context;
        }

        @Override
        public void handleSplitRequest(int subtask, String host) {
            idle.add(subtask);
            assign();
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            allowed++;
            assign();
        }

        private void assign() {
            while (allowed > 0 && !idle.isEmpty() && !remaining().isEmpty()) {
                int subtask = idle.remove();
                if (!context.registeredReaders().containsKey(subtask)) continue;
                allowed--;
                super.handleSplitRequest(subtask, null);
            }
        }

        private Collection<Partition> remaining() {
            try {
                return snapshotState(0);
            } catch (Exception e) {
                throw new IllegalStateException("memory cannot fail", e);
            }
        }
    }

    /** Java's own serialization. */
    private record Serialized<T>() implements SimpleVersionedSerializer<T> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T value) throws IOException {
            return InstantiationUtil.serializeObject(value);
        }

        @Override
        public T deserialize(int version, byte[] bytes) throws IOException {
            try {
                return InstantiationUtil.deserializeObject(bytes, UploadSource.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IOException(e);
            }
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<Partition, Collection<Partition>> createEnumerator(
            SplitEnumeratorContext<Partition> context) {
        return new Enumerator(
                context,
                IntStream.range(0, devices)
                        .mapToObj(device -> new Partition(seed, device, 0))
                        .toList());
    }

    @Override
    public SplitEnumerator<Partition, Collection<Partition>> restoreEnumerator(
            SplitEnumeratorContext<Partition> context, Collection<Partition> remaining) {
        return new Enumerator(context, remaining);
    }

    @Override
    public SimpleVersionedSerializer<Partition> getSplitSerializer() {
        return new Serialized<>();
    }

    @Override
    public SimpleVersionedSerializer<Collection<Partition>> getEnumeratorCheckpointSerializer() {
        return new Serialized<>();
    }

    @Override
    public SourceReader<RawRecord, Partition> createReader(SourceReaderContext context) {
        return new IteratorSourceReader<>(context);
    }
}
