package io.colloquy.operators.core.decode;

import io.colloquy.schemas.RejectedException;
import io.colloquy.schemas.Rejection.Reason;

/** Holds audio that records name by an {@code audio_uri}. */
@FunctionalInterface
public interface AudioStore {
    /** At most this much is fetched. */
    int MAX_BYTES = 64 << 20;

    /** Nothing may be fetched. */
    AudioStore NONE = uri -> {
        throw RejectedException.of(Reason.URI_FORBIDDEN, "no prefix is configured that an audio_uri may lie under");
    };

    /**
     * The bytes at an {@code audio_uri}.
     *
     * @throws RejectedException {@code uri_forbidden}, {@code uri_missing}, {@code too_large} or {@code empty_audio}
     * @throws java.io.UncheckedIOException where the storage has a fault that is not the record's
     */
    byte[] fetch(String uri) throws RejectedException;
}
