package io.colloquy.operators.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.assemble.AssembleState;
import io.colloquy.operators.core.deduplicate.DeduplicationState;
import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.state.StateFormat;
import io.colloquy.operators.core.state.StateSpec;
import io.colloquy.operators.core.state.StateStore;
import io.colloquy.operators.core.stitch.StitchState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateRegistryTest {

    @Test
    void noTwoOperatorsHaveOneUid() {
        assertThat(StateRegistry.OPERATORS).extracting(OperatorState::uid).doesNotHaveDuplicates();
    }

    @Test
    void noTwoStatesOfAnOperatorHaveOneName() {
        for (OperatorState operator : StateRegistry.OPERATORS) {
            assertThat(operator.keyed()).extracting(StateSpec::name).doesNotHaveDuplicates();
        }
    }

    /** Else a savepoint would hold what nobody has golden bytes of. */
    @Test
    void operatorsOpenNoStateButTheirsAndEachOfIt() {
        Opened deduplication = new Opened();
        DeduplicationState.open(deduplication);
        assertThat(deduplication.states).containsExactlyInAnyOrderElementsOf(keyed(OperatorIds.DEDUPLICATE));

        Opened stitching = new Opened();
        StitchState.open(stitching, stitching.open(StitchState.AUDIO));
        assertThat(stitching.states).containsExactlyInAnyOrderElementsOf(keyed(OperatorIds.STITCH));

        Opened assembly = new Opened();
        AssembleState.open(assembly);
        assertThat(assembly.states).containsExactlyInAnyOrderElementsOf(keyed(OperatorIds.ASSEMBLE));
    }

    private static List<StateSpec<?, ?>> keyed(String uid) {
        return StateRegistry.OPERATORS.stream()
                .filter(operator -> operator.uid().equals(uid))
                .findFirst()
                .orElseThrow()
                .keyed();
    }

    private static final class Opened implements StateStore {
        private final List<StateSpec<?, ?>> states = new ArrayList<>();

        @Override
        public <K, V> Entries<K, V> open(StateSpec<K, V> state) {
            states.add(state);
            return Entries.over(new HashMap<>());
        }
    }

    @Test
    void findsEachFormatByItsId() {
        assertThat(StateRegistry.formats()).isNotEmpty().allSatisfy(format -> assertThat(
                        StateRegistry.format(format.id()))
                .hasValueSatisfying(found -> assertThat(found).isSameAs(format)));
        assertThat(StateRegistry.format("never-written")).isEmpty();
    }

    @Test
    void idsAreWordsJoinedByHyphens() {
        assertThat(StateRegistry.formats()).extracting(StateFormat::id).allMatch(id -> id.matches("[a-z]+(-[a-z]+)*"));
    }
}
