package io.colloquy.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.schemas.Intervals;
import org.junit.jupiter.api.Test;

class HysteresisTest {
    private final Hysteresis hysteresis = new Hysteresis(0.5f);

    @Test
    void beginsAtTheThresholdAndEndsBelowTheNegativeOne() {
        float[] probabilities = {.1f, .5f, .4f, .36f, .34f, .45f, .9f};

        assertThat(hysteresis.speech(probabilities, 512, 7 * 512)).isEqualTo(Intervals.of(512, 2048, 3072, 3584));
    }

    @Test
    void clipsToTheSamplesThatThereAre() {
        assertThat(hysteresis.speech(new float[] {.9f, .9f}, 512, 700)).isEqualTo(Intervals.of(0, 700));
    }

    @Test
    void endsAtAWindowThatBeginsWithinTheClip() {
        assertThat(hysteresis.speech(new float[] {.9f, .1f}, 512, 513)).isEqualTo(Intervals.of(0, 512));
    }

    @Test
    void refusesThresholdsOutOfOrder() {
        assertThatThrownBy(() -> new Hysteresis(.5f, .6f)).isInstanceOf(IllegalArgumentException.class);
    }
}
