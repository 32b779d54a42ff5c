package io.colloquy.operators.core.registry;

import io.colloquy.operators.core.assemble.AssembleState;
import io.colloquy.operators.core.assemble.AssemblyInput;
import io.colloquy.operators.core.deadletter.RejectedRecord;
import io.colloquy.operators.core.decode.Arrival;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.deduplicate.AccountEntry;
import io.colloquy.operators.core.deduplicate.DeduplicationState;
import io.colloquy.operators.core.definition.KeptConstant;
import io.colloquy.operators.core.registry.OperatorState.Listed;
import io.colloquy.operators.core.state.Keys;
import io.colloquy.operators.core.state.StateFormat;
import io.colloquy.operators.core.state.StateSpec;
import io.colloquy.operators.core.stitch.ClipRequest;
import io.colloquy.operators.core.stitch.StitchInput;
import io.colloquy.operators.core.stitch.StitchState;
import io.colloquy.operators.core.stitch.UtteranceChange;
import io.colloquy.operators.core.transcribe.ClipResult;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a savepoint of the job holds: which operator keeps what, and in which format. Operators open the states that are
 * listed here. The job jar carries the list as {@code META-INF/colloquy-state.json}. Golden bytes hold each format to
 * its word.
 */
public final class StateRegistry {
    /** The number of key groups. It can't change: savepoints would be lost. */
    public static final int MAX_PARALLELISM = 128;

    /** Every stream's state is kept under its id. */
    public static final StateFormat<?> KEY = Keys.STREAM;

    private static final String DEFINITION = "definition";
    /** Flink's own name of the queue of an async operator. */
    private static final String QUEUE = "_async_wait_operator_state_";

    public static final List<OperatorState> OPERATORS = List.of(
            new OperatorState(OperatorIds.DEDUPLICATE, DeduplicationState.STATES, List.of()),
            new OperatorState(
                    OperatorIds.DETECT,
                    List.of(),
                    List.of(new Listed(DEFINITION, KeptConstant.CODEC), new Listed(QUEUE, AudioPart.CODEC))),
            new OperatorState(
                    OperatorIds.STITCH, StitchState.STATES, List.of(new Listed(DEFINITION, KeptConstant.CODEC))),
            new OperatorState(OperatorIds.RECALL, List.of(), List.of(new Listed(QUEUE, ClipRequest.CODEC))),
            new OperatorState(OperatorIds.TRANSCRIBE, List.of(), List.of(new Listed(QUEUE, ClipRequest.CODEC))),
            new OperatorState(
                    OperatorIds.ASSEMBLE, AssembleState.STATES, List.of(new Listed(DEFINITION, KeptConstant.CODEC))),
            new OperatorState(OperatorIds.FETCH_REJECTED, List.of(), List.of(new Listed(QUEUE, RejectedRecord.CODEC))));

    /** Messages that no queue holds today. They are held to their formats too, since a queue may hold them tomorrow. */
    private static final List<StateFormat<?>> MESSAGES = List.of(
            Arrival.CODEC,
            StitchInput.CODEC,
            UtteranceChange.CODEC,
            ClipResult.CODEC,
            AccountEntry.CODEC,
            AssemblyInput.CODEC);

    private static final Map<String, StateFormat<?>> BY_ID = byId();

    private StateRegistry() {}

    /** Every format, each once. */
    public static Collection<StateFormat<?>> formats() {
        return BY_ID.values();
    }

    /** The format that savepoints know by this id. */
    public static Optional<StateFormat<?>> format(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    private static Map<String, StateFormat<?>> byId() {
        Map<String, StateFormat<?>> found = new LinkedHashMap<>();
        Keys.ALL.forEach(key -> add(key, found));
        for (OperatorState operator : OPERATORS) {
            for (StateSpec<?, ?> state : operator.keyed()) add(state.value(), found);
            for (Listed listed : operator.listed()) add(listed.format(), found);
        }
        MESSAGES.forEach(message -> add(message, found));
        return Collections.unmodifiableMap(found);
    }

    private static void add(StateFormat<?> format, Map<String, StateFormat<?>> found) {
        StateFormat<?> known = found.putIfAbsent(format.id(), format);
        if (known != null && !known.equals(format)) {
            throw new IllegalStateException("two formats have the id " + format.id());
        }
    }
}
