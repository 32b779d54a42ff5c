package io.colloquy.operators.core.deduplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.state.StateCodec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is read is what was written. */
class DeduplicationProgressLayoutPropertyTest {

    @Property(tries = 300)
    void reaches(@ForAll long newest, @ForAll long sweptTo) {
        DeduplicationProgress reach = new DeduplicationProgress(newest, sweptTo);
        var codec = StateCodec.of("tested", new DeduplicationProgressLayout());
        assertThat(codec.decode(codec.encode(reach))).isEqualTo(reach);
    }
}
