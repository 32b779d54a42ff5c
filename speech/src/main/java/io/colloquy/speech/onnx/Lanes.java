package io.colloquy.speech.onnx;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What runs need beside the model, kept from one use to the next: as many lanes as uses have ever overlapped. Safe for
 * use by several threads; {@link #close} must not overlap with a use.
 */
final class Lanes<L> {
    private final Supplier<L> maker;
    private final Consumer<L> closer;
    private final ConcurrentLinkedQueue<L> idle = new ConcurrentLinkedQueue<>();

    Lanes(Supplier<L> maker, Consumer<L> closer) {
        this.maker = maker;
        this.closer = closer;
    }

    /** A lane whose use fails is not used again, for it may be in any state; its memory is not the collector's. */
    <T> T use(Function<L, T> use) {
        L lane = idle.poll();
        if (lane == null) lane = maker.get();
        T result = useOrClose(lane, use);
        idle.add(lane);
        return result;
    }

    private <T> T useOrClose(L lane, Function<L, T> use) {
        try {
            return use.apply(lane);
        } catch (RuntimeException | Error e) {
            closer.accept(lane);
            throw e;
        }
    }

    void close() {
        for (L lane; (lane = idle.poll()) != null; ) closer.accept(lane);
    }
}
