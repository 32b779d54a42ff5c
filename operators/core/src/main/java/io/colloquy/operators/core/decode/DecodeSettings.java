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
    /**
     * Storage may be away for ten minutes. Meanwhile the operator waits, and checkpoints with it; those that fail are
     * tolerated for longer. A restart would gain nothing: the record comes again, and the state lies in storage, too.
     */
    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(15);

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
