package io.colloquy.bench.prints;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.bench.prints.DifferentPairs.Pair;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairsTest {
    private static final int LENGTH = 100;
    private static final Soundings SOUNDS = new Soundings(IntStream.range(0, 8)
            .mapToObj(i -> whole(SyllablesSound.file(i % 2 == 0 ? "a" : "b", i, 5)))
            .toList());

    @Test
    void theSameSoundIsFoundWhereItIs() {
        List<Comparing> found = new SamePairs(SOUNDS, List.of(LENGTH), 1).compare(48);

        assertThat(found).hasSizeGreaterThan(40).allMatch(Comparing::isFoundInPlace);
        assertThat(found).allMatch(pair -> pair.told() > 0.75 && pair.told() <= pair.best());
    }

    @Test
    void whichPairsThereAreFollowsFromTheSeed() {
        assertThat(new SamePairs(SOUNDS, List.of(LENGTH), 7).compare(12))
                .isEqualTo(new SamePairs(SOUNDS, List.of(LENGTH), 7).compare(12))
                .isNotEqualTo(new SamePairs(SOUNDS, List.of(LENGTH), 8_000).compare(12));
    }

    @Test
    void differentSoundsAreOfDifferentFiles() {
        List<Pair> pairs = new DifferentPairs(SOUNDS, 1).compare(200, LENGTH);

        assertThat(pairs).hasSize(200).allMatch(pair -> !pair.one().equals(pair.other()));
        assertThat(pairs).noneMatch(Pair::oneRecording).noneMatch(pair -> pair.comparing()
                .isTaken());
    }

    @Test
    void oneRecordingInTwoFilesIsNoPairOfDifferentSounds() {
        PrintedFile file = SyllablesSound.file("a", 1, 2.2);
        PrintedFile copy = new PrintedFile("speech", "a", "copy", file.pcm(), file.print());

        List<Pair> pairs = new DifferentPairs(new Soundings(List.of(whole(file), whole(copy))), 1).compare(10, LENGTH);

        assertThat(pairs).isNotEmpty().allMatch(Pair::oneRecording).allMatch(pair -> pair.comparing()
                .isTaken());
    }

    @Test
    void differentRecordingsHaveNothingInCommonFarApart() {
        assertThat(new FarPairs(SOUNDS, 1).different(3)).hasSize(3).noneMatch(FarPairs::isTaken);
    }

    /** Otherwise what occurs in two files would look like a mistake. */
    @Test
    void copiesOfOneRecordingAreNotCountedAsDifferentFarApart() {
        PrintedFile file = SyllablesSound.file("a", 1, 12);

        assertThat(new FarPairs(new Soundings(List.of(whole(file), whole(file))), 1).different(1))
                .containsExactly(0.0);
    }

    private static Sounding whole(PrintedFile file) {
        return new Sounding(file, 0, file.print().frames());
    }
}
