package io.colloquy.proof.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.proof.oracle.Oracle.Chunk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomDeviceTest {

    /**
     * Of the last one, two recordings of the same time were once cut into the same chunk: the definition takes a set.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, -1721911383813886503L})
    void recordsEachChunkOnce(long seed) {
        RandomDevice device = RandomDevice.invent(seed, 1);
        assertThat(device.uploads().effective()).extracting(Chunk::key).doesNotHaveDuplicates();
    }
}
