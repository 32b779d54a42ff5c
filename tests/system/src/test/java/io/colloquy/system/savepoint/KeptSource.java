package io.colloquy.system.savepoint;

import io.colloquy.schemas.RawRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Emits kept records, each device's in their order, up to a share of them, and then waits for ever, as Kafka does. It
 * goes on from a savepoint where it was, with another share.
 *
 * @param file as {@link KeptRecords} wrote it
 * @param percent of each device's records
 */
record KeptSource(String file, int devices, int percent)
        implements Source<RawRecord, KeptSource.Split, List<KeptSource.Split>> {

    /** What is left of a device's records, from an offset on. */
    record Split(int device, int offset) implements SourceSplit {
        @Override
        public String splitId() {
            return "device-" + device;
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<Split, List<Split>> createEnumerator(SplitEnumeratorContext<Split> context) {
        List<Split> all = new ArrayList<>();
        for (int device = 0; device < devices; device++) all.add(new Split(device, 0));
        return new Enumerator(context, all);
    }

    @Override
    public SplitEnumerator<Split, List<Split>> restoreEnumerator(
            SplitEnumeratorContext<Split> context, List<Split> unassigned) {
        return new Enumerator(context, unassigned);
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return new SplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<List<Split>> getEnumeratorCheckpointSerializer() {
        return new SplitsSerializer();
    }

    @Override
    public SourceReader<RawRecord, Split> createReader(SourceReaderContext context) throws IOException {
        return new Reader(context, KeptRecords.read(Path.of(file)), percent);
    }

    /** Gives each reader a device as often as it asks. */
    private record Enumerator(SplitEnumeratorContext<Split> context, Deque<Split> unassigned)
            implements SplitEnumerator<Split, List<Split>> {

        Enumerator(SplitEnumeratorContext<Split> context, List<Split> unassigned) {
            this(context, new ArrayDeque<>(unassigned));
        }

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, String host) {
            if (!unassigned.isEmpty()) context.assignSplit(unassigned.remove(), subtask);
        }

        @Override
        public void addSplitsBack(List<Split> splits, int subtask) {
            unassigned.addAll(splits);
        }

        @Override
        public void addReader(int subtask) {}

        @Override
        public List<Split> snapshotState(long checkpoint) {
            return List.copyOf(unassigned);
        }

        @Override
        public void close() {}
    }

    /** One record a call, of each device in turn. */
    private static final class Reader implements SourceReader<RawRecord, Split> {
        private final SourceReaderContext context;
        private final KeptRecords records;
        private final int percent;
        private final Deque<Split> splits = new ArrayDeque<>();
        private final List<Split> done = new ArrayList<>();
        private CompletableFuture<Void> available = new CompletableFuture<>();

        Reader(SourceReaderContext context, KeptRecords records, int percent) {
            this.context = context;
            this.records = records;
            this.percent = percent;
        }

        @Override
        public void start() {
            context.sendSplitRequest();
        }

        @Override
        public InputStatus pollNext(ReaderOutput<RawRecord> output) {
            Split split = splits.poll();
            if (split == null) {
                available = new CompletableFuture<>();
                return InputStatus.NOTHING_AVAILABLE;
            }
            List<RawRecord> all = records.devices().get(split.device());
            if (split.offset() >= all.size() * percent / 100) {
                done.add(split);
            } else {
                output.collect(all.get(split.offset()));
                splits.add(new Split(split.device(), split.offset() + 1));
            }
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public List<Split> snapshotState(long checkpoint) {
            List<Split> all = new ArrayList<>(splits);
            all.addAll(done);
            return all;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return available;
        }

        @Override
        public void addSplits(List<Split> more) {
            splits.addAll(more);
            available.complete(null);
            context.sendSplitRequest();
        }

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }

    private static final class SplitSerializer implements SimpleVersionedSerializer<Split> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Split split) {
            return ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(split.device())
                    .putInt(split.offset())
                    .array();
        }

        @Override
        public Split deserialize(int version, byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            return new Split(in.getInt(), in.getInt());
        }
    }

    private static final class SplitsSerializer implements SimpleVersionedSerializer<List<Split>> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(List<Split> splits) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            for (Split split : splits) {
                out.writeInt(split.device());
                out.writeInt(split.offset());
            }
            return bytes.toByteArray();
        }

        @Override
        public List<Split> deserialize(int version, byte[] bytes) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            List<Split> splits = new ArrayList<>();
            while (in.available() > 0) splits.add(new Split(in.readInt(), in.readInt()));
            return splits;
        }
    }
}
