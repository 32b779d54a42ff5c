package io.colloquy.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final List<StringBuilder> made = new ArrayList<>();
    private final List<StringBuilder> closed = new ArrayList<>();
    private final Lanes<StringBuilder> lanes = new Lanes<>(this::make, closed::add);

    private StringBuilder make() {
        made.add(new StringBuilder());
        return made.get(made.size() - 1);
    }

    @Test
    void keepsALaneFromOneUseToTheNext() {
        StringBuilder first = lanes.use(lane -> lane);
        StringBuilder second = lanes.use(lane -> lane);

        assertThat(second).isSameAs(first);
        assertThat(closed).isEmpty();
    }

    @Test
    void closesALaneWhoseUseFailedAndMakesAnother() {
        assertThatThrownBy(() -> lanes.use(lane -> {
                    throw new IllegalStateException("the run failed");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the run failed");
        assertThat(closed).hasSameSizeAs(made).hasSize(1);

        StringBuilder next = lanes.use(lane -> lane);
        assertThat(next).isNotSameAs(closed.get(0));
    }

    @Test
    void closesWhatIsIdle() {
        lanes.use(outer -> lanes.use(inner -> inner));
        lanes.close();

        assertThat(closed).containsExactlyInAnyOrderElementsOf(made).hasSize(2);
    }
}
