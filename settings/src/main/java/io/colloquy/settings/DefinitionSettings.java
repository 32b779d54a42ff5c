package io.colloquy.settings;

import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Definition.Voices;
import java.time.Duration;

/** The settings that the result depends on: {@code voices.*}, some of {@code stitch.*} and of {@code assemble.*}. */
public final class DefinitionSettings {
    private static final Duration NONE = Duration.ZERO;
    private static final Duration MOST_SPEECH = Duration.ofMinutes(1);
    /** That of opposite voices: nothing is stranger. */
    private static final double FARTHEST = 2;

    private DefinitionSettings() {}

    /** @throws SettingsException names the key and says what would do */
    public static Definition of(SettingsReader reader) {
        Definition usual = Definition.DEFAULT;
        Definition definition = new Definition(
                reader.duration("stitch.tolerance", usual.tolerance()),
                reader.positive("stitch.min-silence", usual.minSilence()),
                reader.duration("stitch.min-speech", usual.minSpeech()),
                reader.positive("stitch.max-utterance", usual.maxUtterance()),
                reader.positive("assemble.conversation-gap", usual.conversationGap()),
                reader.duration("stitch.drift", usual.drift()),
                voices(reader, usual.voices()));
        check(within(NONE, definition.tolerance(), Duration.ofSeconds(30)), "stitch.tolerance", "must be at most 30 s");
        check(
                within(Duration.ofMillis(10), definition.minSilence(), Duration.ofSeconds(10)),
                "stitch.min-silence",
                "must be 10 ms to 10 s");
        // A cut lies in [14j, 14j + 4) s, at least 2 s from both ends: every 18 s of audio hold such a stretch.
        check(
                within(Duration.ofSeconds(20), definition.maxUtterance(), Duration.ofMinutes(2)),
                "stitch.max-utterance",
                "must be 20 s to 2 min");
        check(
                within(NONE, definition.minSpeech(), definition.maxUtterance()),
                "stitch.min-speech",
                "must be at most stitch.max-utterance");
        check(
                within(definition.minSilence(), definition.conversationGap(), Duration.ofDays(1)),
                "assemble.conversation-gap",
                "must be at least stitch.min-silence and at most a day");
        return definition;
    }

    private static Voices voices(SettingsReader reader, Voices usual) {
        Voices voices = new Voices(
                reader.decimal("voices.distance", usual.distance()),
                reader.decimal("voices.distance-across", usual.distanceAcross()),
                reader.decimal("voices.strange-distance", usual.strangeDistance()),
                reader.duration("voices.reliable", usual.reliable()),
                reader.duration("voices.strange-speech", usual.strangeSpeech()));
        // Beyond a right angle, voices of one speaker may have no direction in common.
        check(voices.distance() > 0 && voices.distance() < 1, "voices.distance", "must lie between 0 and 1");
        check(
                voices.distanceAcross() > 0 && voices.distanceAcross() <= voices.distance(),
                "voices.distance-across",
                "must be more than 0 and at most voices.distance");
        check(
                voices.strangeDistance() >= voices.distance() && voices.strangeDistance() <= FARTHEST,
                "voices.strange-distance",
                "must be at least voices.distance, and at most 2");
        check(within(NONE, voices.reliable(), MOST_SPEECH), "voices.reliable", "must be at most 1 min");
        check(within(NONE, voices.strangeSpeech(), MOST_SPEECH), "voices.strange-speech", "must be at most 1 min");
        return voices;
    }

    private static boolean within(Duration least, Duration value, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void check(boolean good, String key, String problem) {
        if (!good) throw new SettingsException(key, problem);
    }
}
