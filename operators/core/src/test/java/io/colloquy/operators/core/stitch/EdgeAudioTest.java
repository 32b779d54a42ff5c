package io.colloquy.operators.core.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.operators.core.stitch.EdgeAudio.Need;
import io.colloquy.schemas.Intervals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A part of 100 samples, where 10 of silence end a sound and 3 around it belong to its clip. */
class EdgeAudioTest {
    private static final int SAMPLES = 100;

    @ParameterizedTest
    @CsvSource({
        "'20,30', 3, 3", // far from both ends: as much as a neighbour's sound may want of it
        "'9,30', 33, 3", // as near to the beginning as a sound of what comes before may reach it
        "'10,30', 3, 3", // a sample too far
        "'20,91', 3, 83",
        "'20,90', 3, 3",
        "'0,10,19,40', 43, 3", // two sounds that are one
        "'0,10,20,40', 13, 3",
        "'60,81,90,100', 3, 43",
        "'60,80,90,100', 3, 13",
        "'0,90', 93, 3",
        "'10,100', 3, 93",
        "'', 3, 3"
    })
    void keepsSoundsWholeThatTouchTheEnds(String speech, int head, int tail) {
        EdgeAudio kept = EdgeAudio.of(pcm(), speech(speech), new Need(10, 3, true, true));
        assertThat(kept.head()).hasSize(2 * head);
        assertThat(kept.tail()).hasSize(2 * tail);
        assertThat(kept.samples()).isEqualTo(SAMPLES);
    }

    @ParameterizedTest
    @CsvSource({"'0,100'", "'0,91'", "'9,100'", "'0,50,52,100'"})
    void keepsAllWhereSoundGoesFromEndToEnd(String speech) {
        EdgeAudio kept = EdgeAudio.of(pcm(), speech(speech), new Need(10, 3, true, true));
        assertThat(kept.head()).isEqualTo(pcm());
        assertThat(kept.tail()).isEmpty();
    }

    @Test
    void keepsAllWhereSoundFromTheOpenEndReachesTheOther() {
        assertThat(EdgeAudio.of(pcm(), Intervals.of(0, 91), new Need(10, 3, true, false))
                        .head())
                .isEqualTo(pcm());
        assertThat(EdgeAudio.of(pcm(), Intervals.of(9, 100), new Need(10, 3, false, true))
                        .head())
                .isEqualTo(pcm());
    }

    @Test
    void keepsOnlyTheOpenEnds() {
        Intervals speech = Intervals.of(0, 30, 60, 100);
        EdgeAudio head = EdgeAudio.of(pcm(), speech, new Need(10, 3, true, false));
        EdgeAudio tail = EdgeAudio.of(pcm(), speech, new Need(10, 3, false, true));
        assertThat(head.head()).hasSize(2 * 33);
        assertThat(head.tail()).isEmpty();
        assertThat(tail.head()).isEmpty();
        assertThat(tail.tail()).hasSize(2 * 43);
        assertThat(EdgeAudio.of(pcm(), speech, new Need(10, 3, false, false))).isNull();
    }

    @Test
    void givesBackWhatItKeptAndNothingElse() {
        EdgeAudio kept = EdgeAudio.of(pcm(), Intervals.of(0, 30, 60, 100), new Need(10, 3, true, true));
        assertThat(copied(kept, 0, 33)).isEqualTo(samples(0, 33));
        assertThat(copied(kept, 5, 6)).isEqualTo(samples(5, 6));
        assertThat(copied(kept, 5, 34)).isNull();
        assertThat(copied(kept, 57, 100)).isEqualTo(samples(57, 100));
        assertThat(copied(kept, 70, 71)).isEqualTo(samples(70, 71));
        assertThat(copied(kept, 56, 60)).isNull();
    }

    /** With a byte before it; null where it was not copied. */
    private static byte[] copied(EdgeAudio kept, int from, int to) {
        byte[] target = new byte[1 + 2 * (to - from)];
        boolean copied = kept.copy(from, to, target, 1);
        assertThat(target[0]).isZero();
        if (copied) return Arrays.copyOfRange(target, 1, target.length);
        assertThat(target).containsOnly(0);
        return null;
    }

    private static byte[] pcm() {
        return samples(0, SAMPLES);
    }

    /** No two bytes are the same. */
    private static byte[] samples(int from, int to) {
        byte[] bytes = new byte[2 * (to - from)];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (2 * from + i + 1);
        return bytes;
    }

    private static Intervals speech(String text) {
        if (text.isEmpty()) return Intervals.NONE;
        return Intervals.of(
                Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray());
    }
}
