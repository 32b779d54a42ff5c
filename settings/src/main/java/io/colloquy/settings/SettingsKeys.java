package io.colloquy.settings;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** All settings there are, by name: so that what reads only some of them still knows a misspelt one. */
public final class SettingsKeys {
    /** {@code kafka.properties.*} stands for all below it. */
    public static final SortedSet<String> ALL = Collections.unmodifiableSortedSet(new TreeSet<>(List.of(
            "archive.uri",
            "assemble.conversation-gap",
            "assemble.horizon",
            "assemble.settle-after",
            "audio-uri.prefixes",
            "capacity.dead-letters",
            "capacity.detect",
            "capacity.recall",
            "capacity.transcribe",
            "kafka.bootstrap",
            "kafka.properties.*",
            "kafka.topics.audio-chunks",
            "kafka.topics.conversations",
            "kafka.topics.dead-letters",
            "models.batch.frames",
            "models.batch.in-flight",
            "models.batch.linger",
            "models.deadline.clustering",
            "models.deadline.recognizer",
            "models.deadline.vad",
            "models.deadline.voiceprint",
            "models.device",
            "models.gpu.arena",
            "models.gpu.fp16",
            "models.gpu.memory",
            "models.gpu.tf32",
            "models.recognizer",
            "models.threads",
            "models.vad",
            "models.voiceprint",
            "postgres.password",
            "postgres.url",
            "postgres.user",
            "publish.again",
            "publish.max-delay",
            "publish.quiet",
            "stitch.drift",
            "stitch.edge-patience",
            "stitch.max-utterance",
            "stitch.min-silence",
            "stitch.min-speech",
            "stitch.tolerance",
            "voices.distance",
            "voices.distance-across",
            "voices.reliable",
            "voices.strange-distance",
            "voices.strange-speech")));

    private SettingsKeys() {}

    static boolean contain(String key) {
        return ALL.contains(key)
                || ALL.stream()
                        .anyMatch(
                                known -> known.endsWith("*") && key.startsWith(known.substring(0, known.length() - 1)));
    }
}
