package io.colloquy.system.topology;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** Passes on what it gets, until once, with something passed on and a checkpoint behind it, it throws. */
final class FailsOnce<T> extends RichMapFunction<T, T> implements CheckpointListener {
    private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

    private final String name;
    private transient boolean checkpointed;
    private transient int passed;

    FailsOnce(String name) {
        this.name = name;
    }

    static boolean hasFailed(String name) {
        return FAILED.contains(name);
    }

    @Override
    public T map(T element) {
        boolean due = checkpointed && ++passed > 2;
        if (due && FAILED.add(name)) throw new IllegalStateException("fails once, as the test wants it");
        return element;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        checkpointed = true;
    }
}
