package io.colloquy.operators.core.definition;

import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Definition.Voices;
import io.colloquy.schemas.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A constant that state depends on, as it is kept with the state.
 *
 * @param name of its setting, where it is one
 * @param value of it in a definition, as text
 * @param asBefore the value that means "as before": what the program did before it had the key. State without the key
 *     was computed by it. Empty if no value means that: then such state is refused
 */
public record DefinitionKey(String name, Kind kind, Function<Definition, String> value, Optional<String> asBefore) {

    private static final String OR_ANEW = ", or begin anew: without the savepoint, or in another data directory.";

    /**
     * The keys of the definition. A new one is added with the value that means "as before", or with none.
     *
     * <p>{@code definition.rules} is the number of the rules of {@code docs/definition.md}: raise it where a rule
     * changes what state means. {@code definition.state} is the number of what savepoints hold: raise it where an
     * operator gets another state, so that an older program does not carry that on unread.
     */
    public static final List<DefinitionKey> ALL = List.of(
            new DefinitionKey("definition.rules", Kind.RULES, definition -> "2", Optional.empty()),
            new DefinitionKey("definition.state", Kind.STATE, definition -> "1", Optional.of("1")),
            time("stitch.tolerance", Definition::tolerance),
            time("stitch.min-silence", Definition::minSilence),
            time("stitch.min-speech", Definition::minSpeech),
            time("stitch.max-utterance", Definition::maxUtterance),
            time("stitch.drift", Definition::drift),
            time("assemble.conversation-gap", Definition::conversationGap),
            distance("voices.distance", Voices::distance),
            distance("voices.distance-across", Voices::distanceAcross),
            distance("voices.strange-distance", Voices::strangeDistance),
            voices("voices.reliable", voices -> Durations.text(voices.reliable())),
            voices("voices.strange-speech", voices -> Durations.text(voices.strangeSpeech())));

    /** What a key is about, and so what may be done where it differs. */
    public enum Kind {
        SETTING,
        /** A file that the settings name. */
        MODEL,
        RULES,
        /** A number that may grow: state that was kept with a smaller one can be gone on from. */
        STATE
    }

    static DefinitionKey setting(String name, String value, Optional<String> asBefore) {
        return new DefinitionKey(name, Kind.SETTING, definition -> value, asBefore);
    }

    private static DefinitionKey time(String name, Function<Definition, Duration> value) {
        return new DefinitionKey(
                name, Kind.SETTING, definition -> Durations.text(value.apply(definition)), Optional.empty());
    }

    private static DefinitionKey distance(String name, ToDoubleFunction<Voices> value) {
        return voices(name, voices -> Double.toString(value.applyAsDouble(voices)));
    }

    /** Before there were these settings, their defaults held. */
    private static DefinitionKey voices(String name, Function<Voices, String> value) {
        return new DefinitionKey(
                name,
                Kind.SETTING,
                definition -> value.apply(definition.voices()),
                Optional.of(value.apply(Voices.DEFAULT)));
    }

    /** Whether state that was computed with {@code was} can be gone on from. */
    boolean goesOnFrom(String was, String is) {
        return was.equals(is) || kind == Kind.STATE && Long.parseLong(was) < Long.parseLong(is);
    }

    /** What to say where it can't. */
    String refusal(String was, String is) {
        return switch (kind) {
            case SETTING ->
                computed(was) + "but the settings say " + is + ". Set " + name + " back to " + was + OR_ANEW;
            case MODEL ->
                computed(was) + "but the settings say " + is + ". Give it the same model file again" + OR_ANEW;
            case RULES ->
                computed(was) + "but this version has " + is + ". Go on with a version that has " + was + OR_ANEW;
            case STATE ->
                computed(was) + "but this version has " + is
                        + ". Go on with the version that wrote it, or a later one.";
        };
    }

    /** What to say where subtasks kept different values. */
    String contradiction(String one, String other) {
        String both = name + ": some of the state was computed with " + one + " and some with " + other + ". ";
        return kind == Kind.MODEL
                ? both
                        + "Give every task manager the same model file, and go on from an earlier savepoint or begin anew."
                : both + "It is damaged: go on from an earlier savepoint.";
    }

    private String computed(String was) {
        return name + ": the state was computed with " + was + ", ";
    }
}
