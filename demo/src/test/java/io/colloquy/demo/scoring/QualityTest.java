package io.colloquy.demo.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QualityTest {
    private static final WordErrorRate BASELINE = new WordErrorRate(100, 1000);
    private static final SpeakerError SPEAKERS = new SpeakerError(10, 100);

    @Test
    void isRightUpToTheLimits() {
        assertThat(failures(new WordErrorRate(120, 1000), SPEAKERS)).isEmpty();
    }

    @Test
    void isWrongWhereThePipelineLosesWords() {
        assertThat(failures(new WordErrorRate(121, 1000), SPEAKERS))
                .containsExactly("12.1 % of the words are wrong, on the uncut recordings 10.0 %");
    }

    @Test
    void isWrongWhereTooMuchSpeechIsMislabelled() {
        assertThat(failures(BASELINE, new SpeakerError(11, 100)))
                .containsExactly("11.0 % of the speech is under a wrong label");
    }

    private static List<String> failures(WordErrorRate words, SpeakerError speakers) {
        return new Quality(words, BASELINE, speakers).failures();
    }
}
