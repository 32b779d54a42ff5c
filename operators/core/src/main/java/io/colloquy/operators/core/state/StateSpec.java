package io.colloquy.operators.core.state;

import java.time.Duration;
import java.util.Optional;

/**
 * One of the states that an operator keeps for each stream: a map.
 *
 * @param name by which savepoints know it; it never changes
 * @param kept how long an entry is kept, at least, after it was last written; for ever if empty
 */
public record StateSpec<K, V>(String name, KeyFormat<K> key, StateCodec<V> value, Optional<Duration> kept) {

    public static <K, V> StateSpec<K, V> of(String name, KeyFormat<K> key, StateCodec<V> value) {
        return new StateSpec<>(name, key, value, Optional.empty());
    }

    /** The same state, whose entries may be forgotten if they were not written for so long. */
    public StateSpec<K, V> expiringAfter(Duration time) {
        return new StateSpec<>(name, key, value, Optional.of(time));
    }
}
