package io.colloquy.operators.assemble.core;

import io.colloquy.operators.stitch.LiveUtterance;
import io.colloquy.schemas.StreamId;
import java.util.List;

/** The live utterances that start in a bucket, in no order. */
public record LiveBucket(List<Live> utterances) {
    static final LiveBucket EMPTY = new LiveBucket(List.of());

    public LiveBucket {
        utterances = List.copyOf(utterances);
    }

    /** @param id of the utterance: to compute it costs more than to keep it */
    public record Live(String id, LiveUtterance utterance) {
        static Live of(StreamId stream, LiveUtterance utterance) {
            return new Live(utterance.id(stream), utterance);
        }
    }
}
