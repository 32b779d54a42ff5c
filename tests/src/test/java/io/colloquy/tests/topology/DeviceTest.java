package io.colloquy.tests.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.tests.oracle.Oracle.Chunk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

    /** Of the last one, two recordings of the same time were once cut into the same chunk: the definition takes a set. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, -1721911383813886503L})
    void recordsEachChunkOnce(long seed) {
        Device device = Device.invent(seed, 1);
        assertThat(device.uploads().effective()).extracting(Chunk::key).doesNotHaveDuplicates();
    }
}
