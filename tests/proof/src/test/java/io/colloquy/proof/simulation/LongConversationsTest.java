package io.colloquy.proof.simulation;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Conversations of many buckets. */
class LongConversationsTest {

    @Property(tries = 12)
    void voicesAreLabelledAsTheDefinitionSays(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int size) {
        LongConversationsCase.run(seed, size);
    }
}
