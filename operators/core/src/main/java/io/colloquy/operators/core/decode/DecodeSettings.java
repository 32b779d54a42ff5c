package io.colloquy.operators.core.decode;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Settings of decoding.
 *
 * @param audioUriPrefixes an {@code audio_uri} must lie under one of these folders; without folders, none is allowed
 * @param storagePatience how long storage may take to give an object, retries included, before the job restarts
 */
public record DecodeSettings(List<String> audioUriPrefixes, Duration storagePatience) implements Serializable {
    /** Enough for 64 MiB at 1 MiB/s. The operator waits for so long, so it must be far below a checkpoint's timeout. */
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

    /** No {@code audio_uri} at all. */
    public static final DecodeSettings DEFAULT = new DecodeSettings(List.of());

    public DecodeSettings {
        audioUriPrefixes = List.copyOf(audioUriPrefixes);
        new AudioPrefixes(audioUriPrefixes);
    }

    public DecodeSettings(List<String> audioUriPrefixes) {
        this(audioUriPrefixes, USUAL_PATIENCE);
    }
}
