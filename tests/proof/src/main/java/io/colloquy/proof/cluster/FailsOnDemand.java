package io.colloquy.proof.cluster;

import io.colloquy.schemas.Revision;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;

/** Passes revisions on, but throws at the next for each time that it is told to. In the process of who tells it. */
public final class FailsOnDemand implements MapFunction<Revision, Revision> {
    private static final AtomicInteger DEMANDED = new AtomicInteger();

    static void demand() {
        DEMANDED.incrementAndGet();
    }

    @Override
    public Revision map(Revision revision) {
        if (DEMANDED.getAndUpdate(due -> Math.max(0, due - 1)) > 0) {
            throw new IllegalStateException("fails, as the test wants it");
        }
        return revision;
    }
}
