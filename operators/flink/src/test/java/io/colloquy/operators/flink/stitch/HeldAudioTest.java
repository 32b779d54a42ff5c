package io.colloquy.operators.flink.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.state.Entries;
import io.colloquy.operators.core.stitch.EdgeAudio;
import io.colloquy.operators.flink.state.StreamContext;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.StreamId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldAudioTest {
    private static final StreamId STREAM = new StreamId("a", "a");
    private static final StreamId OTHER = new StreamId("b", "b");

    private final StreamContext context = new StreamContext(null);
    private final Map<PartId, EdgeAudio> written = new HashMap<>();
    private final HeldAudio audio =
            new HeldAudio(context, Entries.over(written), new HeldAudio.Limits(100, Duration.ofMinutes(10)));

    @BeforeEach
    void enter() {
        context.enter(STREAM);
    }

    @Test
    void holdsWhatFitsAndWritesNothing() {
        audio.put(part(1), sound(60));

        assertThat(audio.get(part(1)).bytes()).isEqualTo(60);
        audio.put(part(1), null);
        assertThat(audio.get(part(1))).isNull();
        assertThat(written).isEmpty();
    }

    @Test
    void writesWhatDoesNotFit() {
        audio.put(part(1), sound(60));
        audio.put(part(2), sound(60));

        assertThat(written).containsOnlyKeys(part(2));
        assertThat(audio.get(part(2)).bytes()).isEqualTo(60);
        audio.put(part(2), null);
        assertThat(written).isEmpty();
    }

    @Test
    void hasRoomAgainOnceSomethingIsReleasedOrReplaced() {
        audio.put(part(1), sound(60));
        audio.put(part(1), sound(90));
        audio.put(part(1), null);
        audio.put(part(2), sound(100));

        assertThat(written).isEmpty();
    }

    @Test
    void hasRoomAgainOnceSomethingWasHeldForTooLong() {
        audio.put(part(1), sound(60));
        audio.advanceTo(Duration.ofMinutes(10).toMillis());
        audio.put(part(2), sound(60));

        assertThat(written).isEmpty();
        assertThat(audio.get(part(1))).isNull();
    }

    @Test
    void tellsStreamsApart() {
        audio.put(part(1), sound(60));
        context.enter(OTHER);

        assertThat(audio.get(part(1))).isNull();
    }

    private static PartId part(long start) {
        return new PartId(new ChunkKey(start, new Digest(0, 0, 0, 0)), 0);
    }

    private static EdgeAudio sound(int bytes) {
        return new EdgeAudio(new byte[bytes], new byte[0], bytes);
    }
}
