package io.colloquy.operators.core.definition;

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
        KeptDefinition kept =
                new KeptDefinition(List.of(new DefinitionKey(DETECTOR, definition -> fingerprint, Optional.empty())));
        kept.current.put(DETECTOR, fingerprint);
        return kept;
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
        Map<String, String> before = new LinkedHashMap<>();
        for (KeptConstant constant : kept) {
            String other = before.put(constant.key(), constant.value());
            if (other != null && !other.equals(constant.value()))
                throw contradiction(constant.key(), other, constant.value());
        }
        if (before.isEmpty()) return;
        for (DefinitionKey key : keys) {
            String was = before.remove(key.name());
            if (was == null) was = key.asBefore().orElseThrow(() -> unknownBefore(key.name()));
            String is = current.get(key.name());
            if (!was.equals(is)) throw different(key.name(), was, is);
        }
        before.forEach((key, value) -> {
            throw unknownNow(key, value);
        });
    }

    private static IllegalStateException different(String key, String was, String is) {
        String remedy = key.equals(DETECTOR) ? "Give it the same model file again" : "Set " + key + " back to " + was;
        return new IllegalStateException(key + ": the state was computed with " + was + ", but the settings say " + is
                + ". " + remedy + ", or begin anew: without the savepoint, or in another data directory.");
    }

    private static IllegalStateException unknownBefore(String key) {
        return new IllegalStateException(
                key + ": the state was computed by an earlier version, which did not know it, and"
                        + " this version can't go on from there. Go on with the version that wrote it, or begin anew.");
    }

    private static IllegalStateException unknownNow(String key, String value) {
        return new IllegalStateException(key + ": the state was computed with " + value
                + ", but this version does not know" + " it. Go on with the version that wrote it, or a later one.");
    }

    private static IllegalStateException contradiction(String key, String one, String other) {
        return new IllegalStateException(key + ": the state says both " + one + " and " + other + ": it is damaged");
    }
}
