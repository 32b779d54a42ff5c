package io.colloquy.operators.assemble.core;

import io.colloquy.operators.stitch.LiveUtterance;
import java.util.List;

/** The live utterances that start in a bucket, in no order. */
public record LiveBucket(List<LiveUtterance> utterances) {
    static final LiveBucket EMPTY = new LiveBucket(List.of());

    public LiveBucket {
        utterances = List.copyOf(utterances);
    }
}
