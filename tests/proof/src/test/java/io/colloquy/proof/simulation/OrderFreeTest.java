package io.colloquy.proof.simulation;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The first law. */
class OrderFreeTest {

    @Property(tries = 50)
    void resultIsWhatTheDefinitionSaysWhateverComesWhen(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int size) {
        AnyOrderCase.run(seed, size);
    }
}
