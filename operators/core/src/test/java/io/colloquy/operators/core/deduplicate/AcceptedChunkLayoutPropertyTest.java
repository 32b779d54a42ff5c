package io.colloquy.operators.core.deduplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.state.StateCodec;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.Source;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** What is read is what was written. */
class AcceptedChunkLayoutPropertyTest {

    @Property(tries = 300)
    void accepted(
            @ForAll long start, @ForAll long content, @ForAll @LongRange(min = 0) long offset, @ForAll Source source) {
        AcceptedChunk one = new AcceptedChunk(
                new ChunkKey(start, new Digest(content, ~content, 0, 1)), new Origin("chunks", 3, offset), source);
        AcceptedChunk other = new AcceptedChunk(one.chunk(), new Origin("chunks", 0, 0), Source.LIVE);
        var codec = StateCodec.of("tested", new AcceptedChunkLayout().list());
        assertThat(codec.decode(codec.encode(List.of(one, other)))).containsExactly(one, other);
    }
}
