package io.colloquy.bench.assemble;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Holds what an operator sends until it is taken. The harness's own output copies each message and, of what goes to the
 * side, finds out anew how: that costs as much as the operators, and no job does it.
 */
final class Outlet<OUT> implements Output<StreamRecord<OUT>> {
    private List<OUT> sent = new ArrayList<>();
    private final Map<OutputTag<?>, List<Object>> sentAside = new HashMap<>();

    /** The operator of {@code factory}, with this as its output. */
    StreamOperatorFactory<OUT> of(StreamOperatorFactory<OUT> factory) {
        return new Factory<>(factory, this);
    }

    private static final class Factory<OUT> extends AbstractStreamOperatorFactory<OUT> {
        private static final long serialVersionUID = 1L;

        private final transient StreamOperatorFactory<OUT> factory;
        private final transient Outlet<OUT> outlet;

        Factory(StreamOperatorFactory<OUT> factory, Outlet<OUT> outlet) {
            this.factory = factory;
            this.outlet = outlet;
        }

        @Override
        public <T extends StreamOperator<OUT>> T createStreamOperator(StreamOperatorParameters<OUT> given) {
            return factory.createStreamOperator(new StreamOperatorParameters<>(
                    given.getContainingTask(),
                    given.getStreamConfig(),
                    outlet,
                    given::getProcessingTimeService,
                    given.getOperatorEventDispatcher(),
                    given.getMailboxExecutor()));
        }

        @Override
        @SuppressWarnings("rawtypes") // as Flink declares it
        public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
            return factory.getStreamOperatorClass(classLoader);
        }
    }

    /** What was sent since this was last asked. */
    List<OUT> take() {
        if (sent.isEmpty()) return List.of();
        List<OUT> taken = sent;
        sent = new ArrayList<>();
        return taken;
    }

    /** What was sent to the side since this was last asked. */
    @SuppressWarnings("unchecked") // that is what goes under this tag
    <X> List<X> take(OutputTag<X> tag) {
        List<Object> taken = sentAside.remove(tag);
        return taken == null ? List.of() : (List<X>) taken;
    }

    @Override
    public void collect(StreamRecord<OUT> record) {
        sent.add(record.getValue());
    }

    @Override
    public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
        sentAside.computeIfAbsent(tag, any -> new ArrayList<>()).add(record.getValue());
    }

    @Override
    public void emitWatermark(Watermark mark) {}

    @Override
    public void emitWatermark(WatermarkEvent mark) {}

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) {}

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {}

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {}

    @Override
    public void close() {}
}
