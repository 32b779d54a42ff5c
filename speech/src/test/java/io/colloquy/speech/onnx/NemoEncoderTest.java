package io.colloquy.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

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
}
