package io.colloquy.operators.core.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.state.StateCodec;
import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import io.colloquy.schemas.Source;
import io.colloquy.schemas.Timeline;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is read is what was written. */
class StitchLayoutsPropertyTest {

    @Property(tries = 300)
    void partEntries(@ForAll long seed) {
        Random random = new Random(seed);
        PartEntry entry = new PartEntry(
                part(random),
                random.nextInt(Timeline.PART_SAMPLES + 1),
                random.nextBoolean(),
                random.nextInt(1 << 30),
                Source.values()[random.nextInt(3)],
                new Origin("audio-chunks", random.nextInt(8), random.nextLong(1L << 60)),
                random.nextBoolean(),
                intervals(random),
                levels(random),
                print(random),
                intervals(random),
                Stream.generate(() ->
                                new Told(random.nextInt(Timeline.PART_SAMPLES), random.nextLong(1L << 40) - (1L << 39)))
                        .limit(random.nextInt(3))
                        .toList(),
                random.nextBoolean() ? part(random) : null,
                random.nextBoolean() ? part(random) : null,
                Stream.generate(() -> digest(random)).limit(random.nextInt(4)).toList());
        var codec = StateCodec.of("tested", new PartEntryLayout());
        assertThat(codec.decode(codec.encode(entry))).usingRecursiveComparison().isEqualTo(entry);
    }

    private static SoundPrint print(Random random) {
        int frames = random.nextInt(40);
        SoundPrint.Builder print = new SoundPrint.Builder(frames);
        for (int i = 0; i < frames; i++) print.add(random.nextInt(16));
        return print.build();
    }

    @Property(tries = 300)
    void places(@ForAll long seed) {
        Random random = new Random(seed);
        List<PartPosition> places = Stream.generate(() -> new PartPosition(
                        part(random),
                        random.nextInt(Timeline.PART_SAMPLES + 1),
                        random.nextBoolean(),
                        Source.values()[random.nextInt(3)]))
                .limit(random.nextInt(5))
                .toList();
        var codec = StateCodec.of("tested", new PartPositionLayout().list());
        assertThat(codec.decode(codec.encode(places))).isEqualTo(places);
    }

    @Property(tries = 300)
    void whatWaits(@ForAll long seed) {
        Random random = new Random(seed);
        List<WaitingUtterance> waiting = Stream.generate(() -> new WaitingUtterance(part(random), digest(random)))
                .limit(random.nextInt(5))
                .toList();
        var codec = StateCodec.of("tested", new WaitingUtteranceLayout().list());
        assertThat(codec.decode(codec.encode(waiting))).isEqualTo(waiting);
    }

    @Property(tries = 300)
    void extents(@ForAll long newest, @ForAll long end, @ForAll long sweptTo) {
        StitchProgress extent = new StitchProgress(newest, end, sweptTo, 5);
        var codec = StateCodec.of("tested", new StitchProgressLayout());
        assertThat(codec.decode(codec.encode(extent))).isEqualTo(extent);
    }

    private static PartId part(Random random) {
        return new PartId(new ChunkKey(random.nextLong(), digest(random)), random.nextInt(240));
    }

    private static Digest digest(Random random) {
        return new Digest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private static Intervals intervals(Random random) {
        Intervals.Builder set = Intervals.builder();
        for (int i = random.nextInt(10); i > 0; i--)
            set.add(random.nextInt(Timeline.PART_SAMPLES), random.nextInt(Timeline.PART_SAMPLES + 1));
        return set.build();
    }

    private static byte[] levels(Random random) {
        byte[] levels = new byte[random.nextInt(900)];
        random.nextBytes(levels);
        return levels;
    }
}
