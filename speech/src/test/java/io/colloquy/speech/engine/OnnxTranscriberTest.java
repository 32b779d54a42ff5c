package io.colloquy.speech.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.colloquy.schemas.Word;
import io.colloquy.speech.api.InferenceListener;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.InferenceSettings.Batches;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.onnx.DemoSpeech;
import io.colloquy.speech.onnx.ModelRuns;
import io.colloquy.speech.onnx.TestLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxTranscriberTest {
    private static final OnnxTranscriber TRANSCRIBER = load(DemoSpeech.FILES, InferenceSettings.DEFAULT);

    @AfterAll
    static void close() {
        TRANSCRIBER.close();
    }

    static List<DemoSpeech.Clip> clips() {
        return DemoSpeech.clips();
    }

    @ParameterizedTest
    @MethodSource("clips")
    void recognisesWhatSherpaRecognises(DemoSpeech.Clip clip) {
        List<Word> words = ask(TRANSCRIBER, clip.pcm()).join().words();

        assertThat(words.stream().map(Word::w).toList())
                .containsExactly(clip.hypothesis().split(" "));
        assertThat(words).allSatisfy(word -> {
            assertThat(word.s()).isLessThan(word.e());
            assertThat(word.c()).isBetween(0f, 1f);
        });
        assertThat(words.get(words.size() - 1).e()).isLessThanOrEqualTo(clip.pcm().length / 32);
        assertThat(words).isSortedAccordingTo((a, b) -> Integer.compare(a.e(), b.s() + 1));
    }

    @Test
    void answerDoesNotDependOnTheCompany() {
        List<byte[]> clips = new ArrayList<>(DemoSpeech.cuts(60, 7));
        clips.addAll(clips.subList(0, 20)); // the same clip in another place of the batch
        List<Transcription> alone =
                clips.stream().map(pcm -> ask(TRANSCRIBER, pcm).join()).toList();
        Random random = new Random(11);
        for (int round = 0; round < 4; round++) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, clips.size()).boxed().toList());
            Collections.shuffle(order, random);
            try (OnnxTranscriber crowded = load(DemoSpeech.FILES, crowded(2_000 << round))) {
                List<CompletableFuture<Transcription>> together =
                        order.stream().map(i -> ask(crowded, clips.get(i))).toList();
                for (int k = 0; k < order.size(); k++)
                    assertSame(together.get(k).join(), alone.get(order.get(k)));
            }
        }
    }

    private static InferenceSettings crowded(int paddedFrames) {
        return InferenceSettings.DEFAULT.with(new Batches(2, paddedFrames, Duration.ofMillis(200)));
    }

    private static InferenceSettings patient() {
        return InferenceSettings.DEFAULT.with(new Batches(1, 100_000, Duration.ofMinutes(10)));
    }

    private static OnnxTranscriber load(ModelFiles files, InferenceSettings settings) {
        return new LoadedModels(files, settings, OptionalInt.empty())
                .transcriber(TestLoader.watchdog(), ModelRuns.Around.NOTHING);
    }

    private static CompletableFuture<Transcription> ask(OnnxTranscriber transcriber, byte[] pcm) {
        return transcriber.transcribe(pcm, InferenceListener.NONE);
    }

    private static void assertSame(Transcription crowded, Transcription alone) {
        assertThat(crowded.words()).isEqualTo(alone.words());
        assertThat(crowded.embedding()).isEqualTo(alone.embedding());
    }

    @Test
    void embeddingHasUnitLengthAndIsTheSpeakersOwn() {
        byte[] clip = DemoSpeech.clips().get(0).pcm();
        float[] whole = ask(TRANSCRIBER, clip).join().embedding().vector();
        float[] half = ask(TRANSCRIBER, Arrays.copyOf(clip, clip.length / 4 * 2))
                .join()
                .embedding()
                .vector();

        assertThat(whole).hasSize(131);
        assertThat(dot(whole, whole)).isCloseTo(1, within(1e-5));
        assertThat(dot(whole, half)).isGreaterThan(0.55);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
        return sum;
    }

    @Test
    void clipTooShortForAFrameHasNeitherWordsNorVoice() {
        for (int samples : new int[] {0, 1, 79, 80, 700, 1279}) {
            Transcription transcription =
                    ask(TRANSCRIBER, new byte[2 * samples]).join();
            assertThat(transcription.words()).isEmpty();
            assertThat(transcription.embedding().isEmpty()).isTrue();
        }
    }

    @Test
    void silenceHasNoWords() {
        assertThat(ask(TRANSCRIBER, new byte[64_000]).join().words()).isEmpty();
    }

    @Test
    void clipCutWithinASampleFailsAlone() {
        CompletableFuture<Transcription> broken = ask(TRANSCRIBER, new byte[3]);
        CompletableFuture<Transcription> whole = ask(TRANSCRIBER, new byte[3200]);

        assertThatThrownBy(broken::join)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage(
                        "PCM16 has two bytes a sample, but 3 bytes came: the clip was cut within a sample");
        assertThat(whole.join().words()).isEmpty();
    }

    @Test
    void namesTheModelsByTheirContents() {
        assertThat(TRANSCRIBER.name()).matches("recognizer-[0-9a-f]{8}\\+voiceprint-[0-9a-f]{8}");
    }

    @Test
    void transducerTakesClipsOfAnyLength() {
        ModelFiles files = new ModelFiles("", DemoSpeech.TRANSDUCER.toString(), DemoSpeech.FILES.embedding());
        byte[] clip = DemoSpeech.clips().get(0).pcm();
        try (OnnxTranscriber transducer = load(files, InferenceSettings.DEFAULT)) {
            assertThat(transducer.name()).matches("encoder-[0-9a-f]{8}\\+voiceprint-[0-9a-f]{8}");
            assertThat(ask(transducer, clip).join().words()).isNotEmpty();
            assertThat(ask(transducer, new byte[0]).join().words()).isEmpty();
            assertThat(ask(transducer, new byte[200]).join().words()).isEmpty();
        }
    }

    @Test
    void closingFailsWhatWaitsAndLeavesNothingOpen() {
        OnnxTranscriber closing = load(DemoSpeech.FILES, patient());
        List<CompletableFuture<Transcription>> waiting =
                DemoSpeech.cuts(20, 3).stream().map(pcm -> ask(closing, pcm)).toList();
        closing.close();

        assertThat(waiting).allSatisfy(future -> assertThat(future).failsWithin(Duration.ofSeconds(5)));
        assertThat(ask(closing, new byte[2])).isCompletedExceptionally();
    }
}
