package io.colloquy.operators.core.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.audio.SoundPrint;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Definition;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Slice;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmenterTest {
    private static final int SECOND = Timeline.SAMPLE_RATE;

    /** 0.2 s, but half of min-silence at most: so that no clip reaches into the next utterance. */
    @ParameterizedTest
    @CsvSource({"500, 3200", "400, 3200", "200, 1600"})
    void aClipReachesHalfwayIntoAShortSilence(long minSilence, int pad) {
        Intervals speech = Intervals.of(SECOND, 2 * SECOND);
        PartId id = new PartId(new ChunkKey(0, new Digest(1, 2, 3, 4)), 0);
        Origin origin = new Origin("audio-chunks", 0, 0);
        Intervals none = Intervals.NONE;
        PartEntry part = new PartEntry(
                id,
                3 * SECOND,
                true,
                3 * SECOND,
                Source.LIVE,
                origin,
                false,
                speech,
                new byte[0],
                SoundPrint.NONE,
                none,
                List.of(),
                null,
                null,
                List.of());

        assertThat(new Segmenter(withMinSilence(minSilence)).ofChain(List.of(part)))
                .singleElement()
                .satisfies(candidate ->
                        assertThat(candidate.clip()).containsExactly(new Slice(id, SECOND - pad, 2 * SECOND + pad)));
    }

    private static Definition withMinSilence(long millis) {
        Definition usual = Definition.DEFAULT;
        return new Definition(
                usual.tolerance(),
                Duration.ofMillis(millis),
                usual.minSpeech(),
                usual.maxUtterance(),
                usual.conversationGap(),
                usual.drift(),
                usual.voices());
    }
}
