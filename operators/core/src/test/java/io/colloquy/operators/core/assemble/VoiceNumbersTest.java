package io.colloquy.operators.core.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A voice keeps the number by which its rows were published. */
class VoiceNumbersTest {

    private static List<PublishedUtterance> said(String ids, int... voices) {
        List<PublishedUtterance> said = new ArrayList<>();
        for (int i = 0; i < voices.length; i++) said.add(new PublishedUtterance(ids(ids).get(i), i, voices[i], 0));
        return said;
    }

    private static List<String> ids(String ids) {
        return ids.chars().mapToObj(c -> String.valueOf((char) c)).toList();
    }

    @Test
    void numbersNewVoicesAsTheyAppear() {
        assertThat(VoiceNumbers.of(ids("abc"), new int[] {0, 1, 0}, 2, List.of()))
                .containsExactly(0, 1);
    }

    @Test
    void keepsNumbersWhereAnotherTurnsOutToHaveSpokenFirst() {
        assertThat(VoiceNumbers.of(ids("xabc"), new int[] {0, 1, 2, 1}, 3, said("abc", 0, 1, 0)))
                .containsExactly(2, 0, 1);
    }

    @Test
    void keepsTheNumberThatMostOfAVoiceHad() {
        assertThat(VoiceNumbers.of(ids("abcd"), new int[] {0, 1, 1, 1}, 2, said("abcd", 0, 0, 1, 1)))
                .containsExactly(0, 1);
        assertThat(VoiceNumbers.of(ids("abcd"), new int[] {0, 1, 1, 1}, 2, said("abcd", 1, 0, 0, 1)))
                .containsExactly(1, 0);
    }

    @Test
    void usesNoNumberThatIsTooHighOnceThereAreFewerVoices() {
        assertThat(VoiceNumbers.of(ids("ab"), new int[] {0, 1}, 2, said("abc", 2, 1, 0)))
                .containsExactly(0, 1);
    }

    @Test
    void keepsTheLowerOfTwoNumbersThatAVoiceHadAsOften() {
        assertThat(VoiceNumbers.of(ids("abc"), new int[] {0, 0, 1}, 2, said("ab", 1, 0)))
                .containsExactly(0, 1);
    }
}
