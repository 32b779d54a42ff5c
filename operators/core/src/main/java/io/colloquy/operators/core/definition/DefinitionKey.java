package io.colloquy.operators.core.definition;

import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A constant that state depends on, as it is kept with the state.
 *
 * @param name of its setting
 * @param value of it in a definition, as text
 * @param asBefore the value that means "as before": what the program did before it had the key. State without the key
 *     was computed by it. Empty if no value means that: then such state is refused
 */
public record DefinitionKey(String name, Function<Definition, String> value, Optional<String> asBefore) {

    /**
     * The keys of the definition. A new one is added with the value that means "as before", or with none.
     *
     * <p>{@code definition.rules} is the number of the rules of {@code docs/definition.md}; it is raised where a rule
     * changes what state means.
     */
    public static final List<DefinitionKey> ALL = List.of(
            new DefinitionKey("definition.rules", definition -> "1", Optional.empty()),
            time("stitch.tolerance", Definition::tolerance),
            time("stitch.min-silence", Definition::minSilence),
            time("stitch.min-speech", Definition::minSpeech),
            time("stitch.max-utterance", Definition::maxUtterance),
            time("stitch.drift", Definition::drift),
            time("assemble.conversation-gap", Definition::conversationGap));

    private static DefinitionKey time(String name, Function<Definition, Duration> value) {
        return new DefinitionKey(name, definition -> Durations.text(value.apply(definition)), Optional.empty());
    }
}
