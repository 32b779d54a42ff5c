package io.colloquy.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A set of bits says what each operation must give. */
class IntervalsTest {
    private static final int MOST = 60;

    /** May be empty, or have its ends the wrong way round: then it holds nothing. */
    record Added(int from, int to) {}

    @Provide
    Arbitrary<List<Added>> added() {
        Arbitrary<Integer> bound = Arbitraries.integers().between(0, MOST);
        return Combinators.combine(bound, bound).as(Added::new).list().ofMaxSize(12);
    }

    @Property
    void holdsWhatWasAddedInAnyOrder(@ForAll("added") List<Added> added) {
        Intervals set = set(added);
        BitSet bits = bits(added);
        for (int sample = -1; sample <= MOST; sample++) {
            assertThat(set.contains(sample)).as("%d of %s", sample, set).isEqualTo(sample >= 0 && bits.get(sample));
        }
        assertThat(set.samples()).isEqualTo(bits.cardinality());
        assertThat(set.isEmpty()).isEqualTo(bits.isEmpty());
        assertThat(set.start()).isEqualTo(Math.max(0, bits.nextSetBit(0)));
        assertThat(set.end()).isEqualTo(bits.length());
    }

    @Property
    void isTheFewestIntervalsInOrder(@ForAll("added") List<Added> added) {
        Intervals set = set(added);
        BitSet bits = bits(added);
        int at = 0;
        for (int i = 0; i < set.count(); i++) {
            assertThat(set.from(i)).isEqualTo(bits.nextSetBit(at));
            assertThat(set.to(i)).isEqualTo(at = bits.nextClearBit(set.from(i)));
        }
        assertThat(bits.nextSetBit(at)).as("none is left").isNegative();
    }

    @Property
    void isEqualToASetOfTheSameSamples(@ForAll("added") List<Added> one, @ForAll("added") List<Added> other) {
        assertThat(set(one).equals(set(other))).isEqualTo(bits(one).equals(bits(other)));
        assertThat(set(one)).isEqualTo(of(bits(one))).hasSameHashCodeAs(of(bits(one)));
    }

    @Property
    void gapsAreWhatIsNotInIt(
            @ForAll("added") List<Added> added,
            @ForAll @IntRange(max = MOST) int from,
            @ForAll @IntRange(max = MOST) int to) {
        BitSet expected = new BitSet();
        if (from < to) expected.set(from, to);
        expected.andNot(bits(added));
        assertThat(set(added).gaps(from, to)).isEqualTo(of(expected));
    }

    @Property
    void minusLeavesWhatIsNotInTheOther(@ForAll("added") List<Added> one, @ForAll("added") List<Added> other) {
        BitSet expected = bits(one);
        expected.andNot(bits(other));
        assertThat(set(one).minus(set(other))).isEqualTo(of(expected));
    }

    @Property
    void isMadeOfTheBoundsThatItHas(@ForAll("added") List<Added> added) {
        Intervals set = set(added);
        int[] bounds = new int[2 * set.count()];
        for (int i = 0; i < bounds.length; i++) bounds[i] = i % 2 == 0 ? set.from(i / 2) : set.to(i / 2);
        assertThat(Intervals.of(bounds)).isEqualTo(set);
    }

    @Example
    void doesNotChangeWithTheArrayThatItWasMadeOf() {
        int[] bounds = {1, 2};
        Intervals set = Intervals.of(bounds);
        bounds[0] = 0;
        assertThat(set.from(0)).isEqualTo(1);
    }

    @Example
    void doesNotChangeWithTheBuilderThatMadeIt() {
        Intervals.Builder builder = Intervals.builder().add(1, 2);
        Intervals set = builder.build();
        builder.add(0, 5);
        assertThat(set).isEqualTo(Intervals.of(1, 2));
    }

    @Example
    void takesTheGreatestSampleThatThereIs() {
        Intervals set = Intervals.builder()
                .add(3, Integer.MAX_VALUE)
                .add(0, Integer.MAX_VALUE)
                .build();
        assertThat(set).isEqualTo(Intervals.of(0, Integer.MAX_VALUE));
        assertThat(set.contains(Integer.MAX_VALUE)).isFalse();
        assertThat(set.contains(Integer.MAX_VALUE - 1)).isTrue();
    }

    @Example
    void refusesBoundsThatAreNoneInOrder() {
        for (int[] bounds : new int[][] {{1}, {1, 1}, {2, 1}, {1, 3, 3, 4}, {1, 3, 2, 4}, {-1, 2}}) {
            assertThatThrownBy(() -> Intervals.of(bounds)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Intervals.builder().add(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Example
    void saysWhatItHolds() {
        assertThat(Intervals.of(0, 160, 480, 640)).hasToString("[0, 160) [480, 640)");
        assertThat(Intervals.NONE).hasToString("none");
    }

    private static Intervals set(List<Added> added) {
        Intervals.Builder set = Intervals.builder();
        for (Added interval : added) set.add(interval.from, interval.to);
        return set.build();
    }

    private static BitSet bits(List<Added> added) {
        BitSet bits = new BitSet();
        for (Added interval : added) if (interval.from < interval.to) bits.set(interval.from, interval.to);
        return bits;
    }

    private static Intervals of(BitSet bits) {
        return Intervals.of(bits.stream()
                .flatMap(bit -> IntStream.of(bit, bit + 1))
                .filter(bound -> bits.get(bound) != (bound > 0 && bits.get(bound - 1)))
                .distinct()
                .toArray());
    }
}
