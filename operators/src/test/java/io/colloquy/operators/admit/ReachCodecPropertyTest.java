package io.colloquy.operators.admit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is read is what was written. */
class ReachCodecPropertyTest {

    @Property(tries = 300)
    void reaches(@ForAll long newest, @ForAll long sweptTo) {
        Reach reach = new Reach(newest, sweptTo);
        ReachCodec codec = new ReachCodec();
        assertThat(codec.decode(codec.encode(reach))).isEqualTo(reach);
    }
}
