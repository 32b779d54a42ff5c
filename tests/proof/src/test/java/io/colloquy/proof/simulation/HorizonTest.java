package io.colloquy.proof.simulation;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What the horizon has passed. */
class HorizonTest {

    @Property(tries = 30)
    void publishesTheSameAsIfItRememberedAll(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int size) {
        HorizonCase.run(seed, size);
    }
}
