package io.colloquy.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.colloquy.operators.core.definition.DefinitionKey;
import io.colloquy.operators.core.definition.KeptDefinition;
import io.colloquy.operators.core.registry.OperatorIds;
import io.colloquy.operators.core.registry.OperatorState;
import io.colloquy.operators.core.registry.OperatorState.Listed;
import io.colloquy.operators.core.registry.StateRegistry;
import io.colloquy.operators.core.state.StateFormat;
import io.colloquy.operators.core.state.StateSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a savepoint of this program holds, for programs: the registry as JSON. The build writes it into the job jar as
 * {@code META-INF/colloquy-state.json}, so that two versions can be compared before one takes over from the other.
 */
public final class StateManifest {
    /** Of the manifest's own form. */
    private static final int FORM = 1;

    private StateManifest() {}

    /** @param args the file to write */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, json() + "\n");
    }

    /** The same for the same program, byte by byte. */
    static String json() throws IOException {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("manifest", FORM);
        manifest.put("max_parallelism", StateRegistry.MAX_PARALLELISM);
        manifest.put("key", StateRegistry.KEY.id());
        manifest.put("definition", definition());
        manifest.put("uids", OperatorIds.ALL);
        manifest.put(
                "operators",
                StateRegistry.OPERATORS.stream().map(StateManifest::operator).toList());
        manifest.put("formats", formats());
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(manifest);
    }

    /** Each key with the value that state without it was computed by; null where such state is refused. */
    private static Map<String, String> definition() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (DefinitionKey key : DefinitionKey.ALL)
            keys.put(key.name(), key.asBefore().orElse(null));
        keys.put(KeptDefinition.DETECTOR, null);
        return keys;
    }

    private static Map<String, Object> operator(OperatorState operator) {
        List<Map<String, Object>> states = new ArrayList<>();
        operator.keyed().forEach(state -> states.add(map(state)));
        operator.listed().forEach(list -> states.add(list(list)));
        return inOrder("uid", operator.uid(), "states", states);
    }

    private static Map<String, Object> map(StateSpec<?, ?> state) {
        Map<String, Object> map = inOrder("name", state.name(), "kind", "map");
        map.put("key", state.key().id());
        map.put("value", state.value().id());
        state.kept().map(Duration::toMillis).ifPresent(millis -> map.put("kept_ms", millis));
        return map;
    }

    private static Map<String, Object> list(Listed list) {
        Map<String, Object> map = inOrder("name", list.name(), "kind", "list");
        map.put("value", list.format().id());
        return map;
    }

    private static Map<String, Integer> formats() {
        Map<String, Integer> versions = new TreeMap<>();
        for (StateFormat<?> format : StateRegistry.formats()) versions.put(format.id(), format.version());
        return versions;
    }

    private static Map<String, Object> inOrder(String key, Object value, String other, Object otherValue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        map.put(other, otherValue);
        return map;
    }
}
