package io.colloquy.operators.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.schemas.ChunkKey;
import io.colloquy.schemas.Digest;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Origin;
import io.colloquy.schemas.PartId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What is read is what was written. */
class EntryPropertyTest {

    @Property(tries = 300)
    void numbers(
            @ForAll long any, @ForAll int hash, @ForAll int[] numbers, @ForAll byte[] bytes, @ForAll boolean flag) {
        EntryWriter out = new EntryWriter();
        out.number(any);
        out.difference(any);
        out.random(any);
        out.hash(hash);
        out.ascending(numbers);
        out.bytes(bytes);
        out.flag(flag);
        EntryReader in = new EntryReader(out.toBytes());
        assertThat(in.number()).isEqualTo(any);
        assertThat(in.difference()).isEqualTo(any);
        assertThat(in.random()).isEqualTo(any);
        assertThat(in.hash()).isEqualTo(hash);
        assertThat(in.ascending()).isEqualTo(numbers);
        assertThat(in.bytes()).isEqualTo(bytes);
        assertThat(in.flag()).isEqualTo(flag);
        in.expectEnd();
    }

    /** Bounds as they were written before there was a type for them. */
    @Property(tries = 300)
    void setsOfSamplesAreWrittenAsTheirBounds(@ForAll @Size(max = 20) Set<@IntRange(max = 480_000) Integer> samples) {
        int[] bounds = samples.stream()
                .sorted()
                .limit(samples.size() & ~1)
                .mapToInt(Integer::intValue)
                .toArray();
        EntryWriter out = new EntryWriter();
        EntryWriter asNumbers = new EntryWriter();
        out.intervals(Intervals.of(bounds));
        asNumbers.ascending(bounds);
        assertThat(out.toBytes()).isEqualTo(asNumbers.toBytes());
        assertThat(new EntryReader(out.toBytes()).intervals()).isEqualTo(Intervals.of(bounds));
    }

    @Example
    void boundsOutOfOrderAreDamage() {
        EntryWriter out = new EntryWriter();
        out.ascending(new int[] {5, 5});
        EntryReader in = new EntryReader(out.toBytes());
        assertThatThrownBy(in::intervals).hasMessageContaining("damaged");
    }

    @Property(tries = 300)
    void names(@ForAll long high, @ForAll long low, @ForAll @IntRange(max = 0xd7ff) int letter) {
        String uuid = new UUID(high, low).toString();
        String text = "word" + (char) letter;
        EntryWriter out = new EntryWriter();
        out.uuid(uuid);
        out.text(text);
        out.digest(new Digest(high, low, -high, -low));
        EntryReader in = new EntryReader(out.toBytes());
        assertThat(in.uuid()).isEqualTo(uuid);
        assertThat(in.text()).isEqualTo(text);
        assertThat(in.digest()).isEqualTo(new Digest(high, low, -high, -low));
    }

    @Property(tries = 300)
    void partsAndOrigins(
            @ForAll long start, @ForAll @IntRange(max = 300) int index, @ForAll @LongRange(min = 0) long offset) {
        ChunkKey chunk = new ChunkKey(start, new Digest(start, 1, 2, 3));
        List<PartId> parts = List.of(
                new PartId(chunk, index), new PartId(new ChunkKey(~start, chunk.content()), 0), new PartId(chunk, 7));
        List<Origin> origins = List.of(new Origin("a", index, offset), new Origin("b", 0, 0), new Origin("a", 1, 2));
        var partCodec = StateCodec.of("tested", CommonLayouts.PART.list());
        var originCodec = StateCodec.of("tested", CommonLayouts.ORIGIN.list());
        assertThat(partCodec.decode(partCodec.encode(parts))).isEqualTo(parts);
        assertThat(originCodec.decode(originCodec.encode(origins))).isEqualTo(origins);
    }
}
