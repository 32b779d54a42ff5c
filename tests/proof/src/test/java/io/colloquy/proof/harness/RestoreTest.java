package io.colloquy.proof.harness;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Operators that fail and go on from a checkpoint. */
class RestoreTest {

    @Property(tries = 6)
    void resultOnRocksDbIsTheSameWhateverFailsWhen(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int size)
            throws Exception {
        RestoreCase.onRocksDb(seed, size);
    }

    /** The heap is faster, so more can be tried. */
    @Property(tries = 60)
    void resultOnHeapIsTheSameWhateverFailsWhen(@ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int size)
            throws Exception {
        RestoreCase.onHeap(seed, size);
    }
}
