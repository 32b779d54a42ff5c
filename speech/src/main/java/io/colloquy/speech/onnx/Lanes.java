package io.colloquy.speech.onnx;

import ai.onnxruntime.OrtException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * What runs need beside the model, kept from one use to the next: as many lanes as uses have ever overlapped. Safe for
 * use by several threads; {@link #close} must not overlap with a use.
 */
final class Lanes<L> {
    /** Makes a lane. */
    interface Maker<L> {
        L make() throws OrtException;
    }

    /** What is done with a lane. */
    interface Use<L, T> {
        T with(L lane) throws OrtException;
    }

    private final Maker<L> maker;
    private final Consumer<L> closer;
    private final ConcurrentLinkedQueue<L> idle = new ConcurrentLinkedQueue<>();

    Lanes(Maker<L> maker, Consumer<L> closer) {
        this.maker = maker;
        this.closer = closer;
    }

    /** A lane whose use fails is not used again, for it may be in any state; its memory is not the collector's. */
    <T> T use(Use<L, T> use) throws OrtException {
        L lane = idle.poll();
        if (lane == null) lane = maker.make();
        T result = useOrClose(lane, use);
        idle.add(lane);
        return result;
    }

    private <T> T useOrClose(L lane, Use<L, T> use) throws OrtException {
        try {
            return use.with(lane);
        } catch (OrtException | RuntimeException | Error e) {
            closer.accept(lane);
            throw e;
        }
    }

    void close() {
        for (L lane; (lane = idle.poll()) != null; ) closer.accept(lane);
    }
}
