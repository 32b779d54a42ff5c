package io.colloquy.operators.core.definition;

import io.colloquy.operators.core.definition.DefinitionKey.Kind;
import io.colloquy.schemas.Definition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The constants that an operator's state was computed by, key by key. State holds what followed from them: which audio
 * may still be needed, which utterances there are. So a job with other constants cannot go on from it.
 */
public final class KeptDefinition {
    /** The key of the voice activity detector. */
    public static final String DETECTOR = "models.vad";

    private final List<DefinitionKey> keys;
    private final Map<String, String> current = new LinkedHashMap<>();

    private KeptDefinition(List<DefinitionKey> keys) {
        this.keys = keys;
    }

    /** The constants of the definition. */
    public static KeptDefinition of(Definition definition) {
        return of(definition, DefinitionKey.ALL);
    }

    static KeptDefinition of(Definition definition, List<DefinitionKey> keys) {
        KeptDefinition kept = new KeptDefinition(keys);
        for (DefinitionKey key : keys) kept.current.put(key.name(), key.value().apply(definition));
        return kept;
    }

    /** @param fingerprint of the voice activity detector, which decides the result as the constants do */
    public static KeptDefinition ofDetector(String fingerprint) {
        DefinitionKey key = new DefinitionKey(DETECTOR, Kind.MODEL, definition -> fingerprint, Optional.empty());
        return of(Definition.DEFAULT, List.of(key));
    }

    /** To be kept with the state. */
    public List<KeptConstant> constants() {
        List<KeptConstant> constants = new ArrayList<>();
        current.forEach((key, value) -> constants.add(new KeptConstant(key, value)));
        return constants;
    }

    /**
     * Compares these constants with those that were kept with the state.
     *
     * @param kept by every subtask that wrote the state; empty where there is no state yet
     * @throws IllegalStateException where the state was computed by another definition; names the key and both values
     */
    public void check(Iterable<KeptConstant> kept) {
        Map<String, String> before = merged(kept);
        if (before.isEmpty()) return;
        for (DefinitionKey key : keys) check(key, before.remove(key.name()));
        before.forEach((name, value) -> {
            throw unknownNow(name, value);
        });
    }

    private Map<String, String> merged(Iterable<KeptConstant> kept) {
        Map<String, String> merged = new LinkedHashMap<>();
        for (KeptConstant constant : kept) {
            String other = merged.put(constant.key(), constant.value());
            if (other != null && !other.equals(constant.value())) throw contradiction(constant, other);
        }
        return merged;
    }

    private IllegalStateException contradiction(KeptConstant constant, String other) {
        DefinitionKey known = keys.stream()
                .filter(key -> key.name().equals(constant.key()))
                .findFirst()
                .orElseGet(() -> DefinitionKey.setting(constant.key(), constant.value(), Optional.empty()));
        return new IllegalStateException(known.contradiction(other, constant.value()));
    }

    private void check(DefinitionKey key, String kept) {
        String is = current.get(key.name());
        String was = Optional.ofNullable(kept).or(key::asBefore).orElseThrow(() -> unknownBefore(key.name(), is));
        if (!key.goesOnFrom(was, is)) throw new IllegalStateException(key.refusal(was, is));
    }

    private static IllegalStateException unknownBefore(String name, String is) {
        return new IllegalStateException(name + ": this version has " + is + ", and the state none: an earlier version"
                + " computed it, which did not know " + name + ", and no value of it means as before. Go on with the"
                + " version that wrote it, or begin anew.");
    }

    private static IllegalStateException unknownNow(String name, String was) {
        return new IllegalStateException(
                name + ": the state was computed with " + was + ", and this version has none: it" + " does not know "
                        + name + ". Go on with the version that wrote it, or a later one.");
    }
}
