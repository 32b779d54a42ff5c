package io.colloquy.operators.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.state.StateFormat;
import io.colloquy.operators.core.state.StateSpec;
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
