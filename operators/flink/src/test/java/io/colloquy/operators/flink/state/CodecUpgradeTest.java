package io.colloquy.operators.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.operators.core.state.CommonLayouts;
import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.state.EntryReader;
import io.colloquy.operators.core.state.EntryWriter;
import io.colloquy.operators.core.state.Keys;
import io.colloquy.operators.core.state.Layout;
import io.colloquy.operators.core.state.StateCodec;
import io.colloquy.operators.core.state.StateSpec;
import io.colloquy.schemas.StreamId;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** Version 2 of a codec goes on from what version 1 kept, on RocksDB, and not the other way round. */
class CodecUpgradeTest {
    private static final StreamId STREAM = new StreamId("device", "owner");
    private static final StateCodec<String> FIRST = StateCodec.of("tested", CommonLayouts.TEXT);
    private static final StateCodec<String> SECOND = FIRST.then(new Marked());

    @Test
    void readsWhatTheFirstVersionKeptAndWritesItAnew() throws Exception {
        Run first = run(FIRST, null, "a", "b");
        Run second = run(SECOND, first.kept, "b");
        Run third = run(SECOND, second.kept, "a", "b");

        assertThat(first.said).isEmpty();
        assertThat(second.said).containsExactly("b was b");
        assertThat(third.said).as("one of each version").containsExactly("a was a", "b was b");
    }

    @Test
    void refusesWhatALaterVersionKept() throws Exception {
        Run later = run(SECOND, null, "a");
        assertThatThrownBy(() -> run(FIRST, later.kept, "a")).hasStackTraceContaining("incompatible");
    }

    private record Run(List<String> said, OperatorSubtaskState kept) {}

    /** Goes on from a snapshot, takes the values, and makes the next. */
    private static Run run(StateCodec<String> codec, OperatorSubtaskState state, String... values) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<StreamId, String, String>(
                new KeyedProcessOperator<>(new Remembering(codec)), value -> STREAM, MessageTypes.STREAM);
        try {
            harness.setStateBackend(new EmbeddedRocksDBStateBackend());
            if (state != null) harness.initializeState(state);
            harness.open();
            for (String value : values) harness.processElement(new StreamRecord<>(value));
            return new Run(harness.extractOutputValues(), harness.snapshot(1, 1));
        } finally {
            harness.close();
        }
    }

    /** Keeps each value under itself, and tells which was kept there before. */
    private static final class Remembering extends KeyedProcessFunction<StreamId, String, String> {
        private final StateCodec<String> codec;
        private transient StreamContext streamContext;
        private transient Entries<String, String> kept;

        Remembering(StateCodec<String> codec) {
            this.codec = codec;
        }

        @Override
        public void open(OpenContext context) {
            streamContext = new StreamContext(getRuntimeContext());
            kept = new KeyedStateStore(streamContext).open(StateSpec.of("kept", Keys.TEXT, codec));
        }

        @Override
        public void processElement(String value, Context context, Collector<String> out) {
            streamContext.enter(context.getCurrentKey());
            String before = kept.get(value);
            if (before != null) out.collect(value + " was " + before);
            kept.put(value, value);
        }
    }

    /** The text with a mark before it. */
    private record Marked() implements Layout<String> {
        @Override
        public void write(String value, EntryWriter out) {
            out.flag(true);
            out.text(value);
        }

        @Override
        public String read(EntryReader in) {
            return in.flag() ? in.text() : "";
        }
    }
}
