package io.colloquy.operators.flink;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.CollectionSupplier;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.streaming.util.MockStreamingRuntimeContext;

/** Asks an asynchronous function by itself. */
public final class Asked {
    private static final int PATIENCE_SECONDS = 10;

    private Asked() {}

    /** The function, as its task would open it. */
    public static <F extends RichAsyncFunction<?, ?>> F opened(F function) throws Exception {
        function.setRuntimeContext(new MockStreamingRuntimeContext(1, 0));
        function.open(new OpenContext() {});
        return function;
    }

    /** @throws java.util.concurrent.ExecutionException where it fails */
    public static <I, O> O answer(RichAsyncFunction<I, O> function, I input) throws Exception {
        CompletableFuture<O> answer = new CompletableFuture<>();
        function.asyncInvoke(input, new ResultFuture<>() {
            @Override
            public void complete(Collection<O> result) {
                answer.complete(result.iterator().next());
            }

            @Override
            public void completeExceptionally(Throwable error) {
                answer.completeExceptionally(error);
            }

            @Override
            public void complete(CollectionSupplier<O> supplier) {
                throw new UnsupportedOperationException();
            }
        });
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
