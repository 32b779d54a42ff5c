package io.colloquy.operators.flink.decode;

import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.deadletter.RejectedRecord.AtHand;
import io.colloquy.operators.core.deadletter.RejectedRecord.Stage;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.Arrival.Decoded;
import io.colloquy.operators.core.decode.Arrival.Rejected;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.decode.ChunkDecoder;
import io.colloquy.operators.core.decode.DecodeSettings;
import io.colloquy.operators.core.decode.DecodedChunk;
import io.colloquy.operators.flink.state.MessageTypes;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.RawRecord;
import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.StreamId;
import io.colloquy.schemas.Timeline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Turns records into parts of 16 kHz mono sound. A record that breaks the contract is rejected.
 *
 * <p>Audio in storage is fetched while other records wait, for a bounded time. If others went on meanwhile, they would
 * overtake this one. Then the next operator would take it for a record that is delivered twice, since it comes after a
 * later one of its partition.
 */
public final class DecodeFunction extends ProcessFunction<RawRecord, Arrival> {
    public static final OutputTag<RejectedRecord> REJECTED = new OutputTag<>("rejected", MessageTypes.REJECTED_RECORD);
    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    /** The device under which records are accounted whose key names none. No device can have this name. */
    private static final String NO_DEVICE = "(none)";

    private final DecodeSettings settings;
    private transient FileSystemAudioStore store;
    private transient ChunkDecoder decoder;
    private transient Counter rejected;
    private transient Counter concealedPackets;

    public DecodeFunction(DecodeSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        store = new FileSystemAudioStore(settings);
        decoder = new ChunkDecoder(store);
        rejected = getRuntimeContext().getMetricGroup().counter("rejectedRecords");
        concealedPackets = getRuntimeContext().getMetricGroup().counter("concealedPackets");
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<Arrival> out) {
        try {
            emit(decoder.decode(record), record.timestamp(), out);
        } catch (RejectedException e) {
            rejected.inc();
            long now = context.timerService().currentProcessingTime();
            context.output(REJECTED, new RejectedRecord(new AtHand(record), e.rejection(), Stage.DECODE, now));
            long day = Timeline.day(TimeUnit.MILLISECONDS.toMicros(record.timestamp()));
            out.collect(new Rejected(stream(record.key()), record.origin(), day));
        }
    }

    private void emit(DecodedChunk chunk, long timestamp, Collector<Arrival> out) {
        concealedPackets.inc(chunk.audio().concealedPackets());
        List<byte[]> parts = chunk.audio().parts();
        for (int i = 0; i < parts.size(); i++) {
            PartId id = new PartId(chunk.key(), i);
            out.collect(new Decoded(new AudioPart(
                    chunk.stream(), id, chunk.source(), chunk.samples(), chunk.origin(), timestamp, parts.get(i))));
        }
    }

    @Override
    public void close() {
        if (store != null) store.close();
    }

    private static StreamId stream(byte[] key) {
        String device = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        String known = DEVICE_ID.matcher(device).matches() ? device : NO_DEVICE;
        return new StreamId(known, known);
    }
}
