package io.colloquy.operators.flink.assemble;

import io.colloquy.schemas.StreamId;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.util.Collector;

/**
 * When the records came that streams have yet to say something about, by Kafka's clock: so that who stores a revision
 * knows how long that took. It is for metrics alone, so it is no state: after a restart it knows less.
 */
final class RecordTimes {
    private final Map<StreamId, Long> oldest = new HashMap<>();

    /**
     * Something came of a stream.
     *
     * @param time of the record that it follows from, in ms; null where a timer brought it about
     * @param begins whether there is something to say, that there was not or not so soon
     */
    void came(StreamId stream, Long time, boolean begins) {
        if (time == null) return;
        if (begins || oldest.containsKey(stream)) oldest.merge(stream, time, Math::min);
    }

    /** A revision goes out: it carries the time of the oldest record that it tells of. */
    <T> void stamp(StreamId stream, Collector<T> out) {
        Long time = oldest.remove(stream);
        if (!(out instanceof TimestampedCollector<T> stamped)) return;
        if (time == null) stamped.eraseTimestamp();
        else stamped.setAbsoluteTimestamp(time);
    }
}
