package io.colloquy.audio;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.schemas.AudioChunk.Codec;
import io.colloquy.schemas.AudioChunk.Format;
import org.junit.jupiter.api.Test;

class DurationLimitsTest {
    private static final int SECOND = 16_000;

    private final AudioDecoders decoder = new AudioDecoders();

    @Test
    void letsAsMuchThroughAsItSaysAndNotASampleMore() {
        assertThatCode(() -> DurationLimits.CARRIED.requireNotTooLong(600L * SECOND))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> DurationLimits.CARRIED.requireNotTooLong(600L * SECOND + 1))
                .hasMessageContaining("more than 10 min");
        assertThatCode(() -> DurationLimits.STORED.requireNotTooLong(7_200L * SECOND))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> DurationLimits.STORED.requireNotTooLong(7_200L * SECOND + 1))
                .hasMessageContaining("more than 120 min");
    }

    @Test
    void saysHowShortTheAudioIs() {
        assertThatCode(() -> DurationLimits.requireNotTooShort(320)).doesNotThrowAnyException();
        assertThatThrownBy(() -> DurationLimits.requireNotTooShort(319)).hasMessageContaining("to 19 ms");
        assertThatThrownBy(() -> DurationLimits.requireNotTooShort(160)).hasMessageContaining("to 10 ms");
    }

    @Test
    void asksForCheapOpusOnlyWhereARecordCarriesIt() {
        double most = OpusCost.MOST_KB;
        assertThatCode(() -> DurationLimits.CARRIED.requireCheapEnough(most)).doesNotThrowAnyException();
        assertThatThrownBy(() -> DurationLimits.CARRIED.requireCheapEnough(most + 1))
                .hasMessageContaining("256 MB");
        assertThatCode(() -> DurationLimits.STORED.requireCheapEnough(most + 1)).doesNotThrowAnyException();
    }

    @Test
    void holdsForSamplesWithoutAHeaderToo() {
        DurationLimits second = new DurationLimits(SECOND);
        for (Format format : new Format[] {
            Format.pcm(16_000, 1), Format.pcm(16_000, 2), Format.pcm(48_000, 1), new Format(Codec.MULAW, 8_000, 1, null)
        }) {
            int rate = format.sampleRate();
            int frame = format.channels() * (format.codec() == Codec.MULAW ? 1 : 2);
            assertThatCode(() -> decoder.decode(new byte[rate * frame], format, second))
                    .as("%s", format)
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> decoder.decode(new byte[(rate + 3) * frame], format, second))
                    .as("%s", format)
                    .hasMessageContaining("send shorter chunks");
        }
    }
}
