package io.colloquy.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NemoEncoderTest {
    private static final int LONGEST = 20_400 / 10;

    @Property
    void paddingIsModestAndTheSameForAllOfABatch(@ForAll @IntRange(max = LONGEST) int frames) {
        int padded = NemoEncoder.paddedFrames(frames);

        assertThat(padded).isGreaterThanOrEqualTo(frames);
        assertThat((double) padded - frames).isLessThan(Math.max(32, 0.25 * frames));
        assertThat(NemoEncoder.paddedFrames(padded)).isEqualTo(padded);
        assertThat(NemoEncoder.paddedFrames(frames + 1)).isGreaterThanOrEqualTo(padded);
    }

    @Example
    void companyChangesNumbersBeyondRounding() {
        assertThat(NemoEncoder.differ(floats(1, -8), floats(1.001f, -8))).isFalse();
        assertThat(NemoEncoder.differ(floats(1, -8), floats(1.1f, -8))).isTrue();
    }

    @Example
    void companyThatMakesNoNumberChangesTheResult() {
        assertThat(NemoEncoder.differ(floats(1, 2), floats(Float.NaN, 2))).isTrue();
        assertThat(NemoEncoder.differ(floats(1, 2), floats(1, Float.NEGATIVE_INFINITY)))
                .isTrue();
    }

    /** Scores of what is ruled out may be that. */
    @Example
    void infinitiesThatAreEqualAreNoChangeAndHideNone() {
        float ruledOut = Float.NEGATIVE_INFINITY;
        assertThat(NemoEncoder.differ(floats(ruledOut, 2), floats(ruledOut, 2))).isFalse();
        assertThat(NemoEncoder.differ(floats(ruledOut, 2), floats(ruledOut, 3))).isTrue();
        assertThat(NemoEncoder.differ(floats(ruledOut, 2), floats(-ruledOut, 2)))
                .isTrue();
    }

    private static float[] floats(float... values) {
        return values;
    }
}
