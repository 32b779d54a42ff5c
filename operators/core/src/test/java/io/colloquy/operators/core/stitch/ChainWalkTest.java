package io.colloquy.operators.core.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.stitch.ChainSection.Edge;
import io.colloquy.operators.core.stitch.ChainSection.Kind;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of 100 samples of one chunk, where 10 of silence end a sound. Each case is tried to the right and mirrored. */
class ChainWalkTest {
    private static final int SAMPLES = 100;
    private static final int MIN_SILENCE = 10;
    private static final int FAR = 10_000;
    private static final ChunkKey CHUNK = new ChunkKey(0, new Digest(1, 2, 3, 4));

    private final Map<PartId, PartEntry> parts = new HashMap<>();

    /** Where the walk from the first part ends: so many samples on, and sounds are known whole up to the bound. */
    @ParameterizedTest
    @CsvSource({
        "'0,100;0,100;0,100', CHAIN_END, 300, 300",
        "'0,100;10,100;0,100', SILENCE, 200, 110", // silence at the beginning of the next
        "'0,100;9,100;0,100', CHAIN_END, 300, 300",
        "'0,100;0,90;0,100', SILENCE, 200, 200", // at its end
        "'0,100;0,91;0,100', CHAIN_END, 300, 300",
        "'0,100;0,95;5,100', SILENCE, 300, 205", // from its end on
        "'0,100;0,95;4,100', CHAIN_END, 300, 300",
        "'0,100;0,40,50,100;0,100', SILENCE, 200, 150", // in its middle
        "'0,100;0,40,49,100;0,100', CHAIN_END, 300, 300",
        "'0,100;0,30,35,80,90,100', SILENCE, 200, 190",
        "'0,100;;0,100', SILENCE, 200, 200", // all of it
        "'0,50;0,100', CHAIN_END, 200, 200", // what is silent in the first part is no matter here
        "'0,100', CHAIN_END, 100, 100",
    })
    void goesOnToTheNextSilence(String raws, Kind kind, long length, long bound) {
        for (boolean left : new boolean[] {false, true}) {
            PartEntry start = chain(raws.split(";"), left, false);

            ChainSection section = new ChainWalk(parts::get, MIN_SILENCE, FAR).around(start);

            assertThat(section.length()).isEqualTo(length);
            assertThat(left ? section.left() : section.right())
                    .isEqualTo(new Edge(kind, left ? length - bound : bound));
            assertThat(section.parts().get(left ? section.parts().size() - 1 : 0))
                    .isEqualTo(start);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 200", "100, 200", "101, 300", "200, 300", "201, 400"})
    void stopsWhereTheSoundGoesOutOfReach(long reach, long length) {
        for (boolean left : new boolean[] {false, true}) {
            PartEntry start = chain("0,100;0,100;0,100;0,100;0,100;0,100".split(";"), left, false);

            ChainSection section = new ChainWalk(parts::get, MIN_SILENCE, reach).around(start);

            assertThat(section.length()).isEqualTo(length);
            assertThat(left ? section.left() : section.right())
                    .isEqualTo(new Edge(Kind.OUT_OF_REACH, left ? 0 : length));
        }
    }

    @Test
    void awaitsWhatAChunkContinuesWith() {
        for (boolean left : new boolean[] {false, true}) {
            PartEntry start = chain("0,100;0,100".split(";"), left, true);

            ChainSection section = new ChainWalk(parts::get, MIN_SILENCE, FAR).around(start);

            assertThat(left ? section.left() : section.right()).isEqualTo(new Edge(Kind.AWAITED, left ? 0 : 200));
        }
    }

    @Test
    void takesInNoPartThatCouldNotBeAnalysed() {
        for (boolean left : new boolean[] {false, true}) {
            PartEntry start = chain("0,100;0,100;failed;0,100".split(";"), left, false);

            ChainSection section = new ChainWalk(parts::get, MIN_SILENCE, FAR).around(start);

            assertThat(section.length()).isEqualTo(200);
            assertThat(left ? section.left() : section.right()).isEqualTo(new Edge(Kind.SILENCE, left ? 0 : 200));
        }
    }

    /** Puts the parts in order, or mirrored; returns the first that was named. */
    private PartEntry chain(String[] raws, boolean left, boolean goesOn) {
        parts.clear();
        int count = raws.length;
        int shift = left && goesOn ? 1 : 0;
        for (int i = 0; i < count; i++) {
            int index = shift + (left ? count - 1 - i : i);
            boolean failed = raws[i].equals("failed");
            Intervals speech = failed || raws[i].isEmpty() ? Intervals.NONE : speech(raws[i]);
            boolean last = left ? i == 0 : i == count - 1 && !goesOn;
            PartEntry part = part(index, left ? mirrored(speech) : speech, last, failed);
            parts.put(part.id(), part);
        }
        return parts.get(new PartId(CHUNK, shift + (left ? count - 1 : 0)));
    }

    private static PartEntry part(int index, Intervals speech, boolean last, boolean failed) {
        Origin origin = new Origin("audio-chunks", 0, 0);
        PartId id = new PartId(CHUNK, index);
        return new PartEntry(
                id,
                SAMPLES,
                last,
                SAMPLES,
                Source.LIVE,
                origin,
                failed,
                speech,
                new byte[0],
                SoundPrint.NONE,
                Intervals.NONE,
                List.of(),
                null,
                null,
                List.of());
    }

    private static Intervals speech(String text) {
        return Intervals.of(
                Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray());
    }

    private static Intervals mirrored(Intervals speech) {
        Intervals.Builder mirrored = Intervals.builder();
        for (int i = 0; i < speech.count(); i++) mirrored.add(SAMPLES - speech.to(i), SAMPLES - speech.from(i));
        return mirrored.build();
    }
}
