package io.colloquy.demo.scoring;

import static io.colloquy.demo.scoring.Made.TRUTH;
import static io.colloquy.demo.scoring.Made.UTTERANCES;
import static io.colloquy.demo.scoring.Made.utterance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.colloquy.schemas.StreamId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WordErrorRateTest {

    @Test
    void isZeroWhereEveryWordIsRight() {
        List<FoundUtterance> shuffled = new ArrayList<>(UTTERANCES);
        Collections.reverse(shuffled);
        assertThat(WordErrorRate.of(TRUTH, shuffled)).isEqualTo(new WordErrorRate(0, 12));
    }

    @Test
    void countsSubstitutionsDeletionsAndInsertions() {
        List<FoundUtterance> found = List.of(
                utterance("one", 0, 12, "S1", "good evening did you really sleep yes"),
                utterance("two", 132, 139, "S1", "where is the key here"));
        WordErrorRate score = WordErrorRate.of(TRUTH, found);
        assertThat(score.errors()).isEqualTo(3);
        assertThat(score.rate()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void countsEveryWordWhereNothingWasFound() {
        assertThat(WordErrorRate.of(TRUTH, List.of()).rate()).isEqualTo(1);
    }

    @Test
    void countsWordsOfAStreamWhereNobodySpoke() {
        List<FoundUtterance> found = new ArrayList<>(UTTERANCES);
        found.add(new FoundUtterance(new StreamId("other", "other"), "x", 0, 1, "S1", "three more words"));
        assertThat(WordErrorRate.of(TRUTH, found).errors()).isEqualTo(3);
    }

    @Test
    void readsWordsWithoutCaseAndPunctuation() {
        assertThat(WordErrorRate.words("  Don’t — WORRY, it's 5 o'clock. "))
                .containsExactly("don't", "worry", "it's", "5", "o'clock");
    }

    @Property(tries = 200)
    void distanceIsSymmetricAndBounded(
            @ForAll @Size(max = 8) List<@CharRange(from = 'a', to = 'c') Character> a,
            @ForAll @Size(max = 8) List<@CharRange(from = 'a', to = 'c') Character> b) {
        List<String> left = a.stream().map(String::valueOf).toList();
        List<String> right = b.stream().map(String::valueOf).toList();
        int distance = WordErrorRate.distance(left, right);
        assertThat(distance).isEqualTo(WordErrorRate.distance(right, left));
        assertThat(distance).isBetween(Math.abs(a.size() - b.size()), Math.max(a.size(), b.size()));
        assertThat(distance == 0).isEqualTo(left.equals(right));
    }
}
