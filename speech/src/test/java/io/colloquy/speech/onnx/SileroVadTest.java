package io.colloquy.speech.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Pcm16;
import io.colloquy.speech.api.ModelRole;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SileroVadTest {
    private static final int PART = 30 * 16_000;
    private static final SileroVad VAD = SileroVad.load(Path.of(DemoSpeech.FILES.vad()), TestLoader.of(ModelRole.VAD));

    @AfterAll
    static void close() {
        VAD.close();
    }

    static List<DemoSpeech.Clip> clips() {
        return DemoSpeech.clips();
    }

    @ParameterizedTest
    @MethodSource("clips")
    void findsSpeech(DemoSpeech.Clip clip) {
        int samples = clip.pcm().length / 2;
        Intervals speech = TestLoader.detect(VAD, clip.pcm());

        assertThat(speech.end()).isLessThanOrEqualTo(samples);
        assertThat(speech.samples()).isGreaterThan(samples / 2);
    }

    @Test
    void findsThePauseBetweenTwoClips() {
        byte[] one = clips().get(0).pcm();
        byte[] other = clips().get(2).pcm();
        byte[] both = Arrays.copyOf(one, one.length + 64_000 + other.length); // two seconds of silence between
        System.arraycopy(other, 0, both, one.length + 64_000, other.length);
        int pauseFrom = one.length / 2 + 4_000;
        int pauseTo = one.length / 2 + 32_000;
        Intervals speech = TestLoader.detect(VAD, both);

        assertThat(speech.start()).isLessThan(one.length / 2);
        assertThat(speech.end()).isGreaterThan(pauseTo);
        assertThat(speech.gaps(pauseFrom, pauseTo)).isEqualTo(Intervals.of(pauseFrom, pauseTo));
    }

    @Test
    void findsNoneInSilence() {
        assertThat(TestLoader.detect(VAD, new byte[2 * PART])).isEqualTo(Intervals.NONE);
        assertThat(TestLoader.detect(VAD, new byte[0])).isEqualTo(Intervals.NONE);
    }

    @Test
    void findsNoneInNoise() {
        for (double loudness : new double[] {1e-4, 1e-3, 1e-2, 1e-1})
            assertThat(TestLoader.detect(VAD, noise(loudness)))
                    .as("noise at %s", loudness)
                    .isEqualTo(Intervals.NONE);
    }

    private static byte[] noise(double loudness) {
        Random random = new Random(5);
        byte[] pcm = new byte[2 * PART / 3];
        for (int i = 0; i < pcm.length; i += 2) {
            int sample = (int) Math.max(-32768, Math.min(32767, random.nextGaussian() * loudness * 32768));
            Pcm16.put(pcm, i, sample);
        }
        return pcm;
    }

    @Test
    void remembersNothingFromOnePartToTheNextNorFromAnotherThread() {
        List<DemoSpeech.Clip> clips = clips();
        List<Intervals> once =
                clips.stream().map(clip -> TestLoader.detect(VAD, clip.pcm())).toList();

        IntStream.range(0, 20).parallel().forEach(i -> {
            int clip = i % clips.size();
            assertThat(TestLoader.detect(VAD, clips.get(clip).pcm())).isEqualTo(once.get(clip));
        });
    }
}
