package io.colloquy.proof.simulation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A few invented conversations of more than one bucket, the same each time, as {@link FixedCasesTest} has of others.
 */
class FixedLongConversationsTest {
    /** Of up to so many buckets, see {@link LongConversationsCase}. */
    private static final int TWO = 1;

    private static final int THIRTY = 2;

    @ParameterizedTest
    @ValueSource(longs = {4, 6, 8, 9, 13, 14, 22})
    void acrossTheEdgeOfABucketTheyAreLabelledAsTheDefinitionSays(long seed) {
        LongConversationsCase.run(seed, TWO);
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 9, 19, 21})
    void acrossTheEdgesOfNodesTheyAreLabelledAsTheDefinitionSays(long seed) {
        LongConversationsCase.run(seed, THIRTY);
    }
}
