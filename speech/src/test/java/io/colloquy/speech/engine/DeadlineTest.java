package io.colloquy.speech.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import io.colloquy.speech.api.InferenceListener;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.InferenceSettings.Deadlines;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.onnx.DemoSpeech;
import io.colloquy.speech.onnx.EndlessModel;
import io.colloquy.speech.onnx.ModelRuns;
import io.colloquy.speech.onnx.Watchdog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DeadlineTest {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final List<String> THREADS = List.of("speech-batch", "speech-features", "speech-watchdog");
    private static final byte[] CLIP = DemoSpeech.clips().get(0).pcm();

    /** Models that were given up keep theirs. */
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    private final BlockingQueue<String> givenUp = new LinkedBlockingQueue<>();
    private final AtomicInteger deadlineEnds = new AtomicInteger();
    private final InferenceListener listener = new InferenceListener() {
        @Override
        public void deadlineEnded(ModelRole role) {
            deadlineEnds.incrementAndGet();
        }
    };

    @TempDir
    private Path folder;

    private OnnxTranscriber load(String voiceprint, Duration patience, ModelRuns.Around around) {
        ModelFiles files = new ModelFiles("", DemoSpeech.FILES.recognizer(), voiceprint);
        InferenceSettings settings =
                InferenceSettings.DEFAULT.with(new Deadlines(DEADLINE, Duration.ofSeconds(30), DEADLINE));
        return new LoadedModels(files, settings, OptionalInt.empty())
                .transcriber(new Watchdog(patience, givenUp::add), around);
    }

    private OnnxTranscriber endless() throws Exception {
        Path file = EndlessModel.write(folder.resolve("endless.onnx"), true);
        return load(file.toString(), Duration.ofSeconds(30), ModelRuns.Around.NOTHING);
    }

    /** A model file with a loop that never ends, in onnxruntime itself. */
    @Test
    void endsARunThatDoesNotEndByItself() throws Exception {
        try (OnnxTranscriber transcriber = endless()) {
            long begun = System.nanoTime();
            Transcription transcription = transcriber.transcribe(CLIP, listener).get(30, TimeUnit.SECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);

            assertThat(took).isBetween(DEADLINE, DEADLINE.plusSeconds(1));
            assertThat(transcription.words()).as("the words stay").isNotEmpty();
            assertThat(transcription.embedding().isEmpty()).isTrue();
            assertThat(deadlineEnds).hasValue(1);
        }
        assertThat(givenUp).isEmpty();
        assertNoThreadStays();
    }

    private void assertNoThreadStays() {
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(
                        thread -> !before.contains(thread) && THREADS.stream().anyMatch(thread.getName()::startsWith))
                .isEmpty();
    }

    @Test
    void modelThatNeverEndsIsNotLoaded() throws Exception {
        Path file = EndlessModel.write(folder.resolve("never.onnx"), false);

        assertThatThrownBy(() -> load(file.toString(), Duration.ofSeconds(30), ModelRuns.Around.NOTHING))
                .hasMessageContaining("models.deadline.voiceprint: a run took longer than 2 s and was ended");
    }

    @Test
    void closingEndsWhatRuns() throws Exception {
        OnnxTranscriber transcriber = endless();
        CompletableFuture<Transcription> asked = transcriber.transcribe(CLIP, listener);
        TimeUnit.MILLISECONDS.sleep(300); // it may or may not have begun: both must end
        long begun = System.nanoTime();
        transcriber.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThatThrownBy(() -> asked.get(1, TimeUnit.SECONDS)).hasStackTraceContaining("closed");
        assertThat(givenUp).isEmpty();
        assertNoThreadStays();
    }

    /** Native code that ignores that it is to end. */
    @Test
    void givesTheProcessUpWhereARunCannotBeEnded() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        OnnxTranscriber transcriber = load(
                DemoSpeech.FILES.embedding(),
                Duration.ofMillis(500),
                (file, real) -> file.endsWith("voiceprint.onnx")
                        ? (inputs, outputs, options) -> {
                            if (runs.incrementAndGet() > 1) await(stuck); // the first is the trial while loading
                            return real.run(inputs, outputs, options);
                        }
                        : real);
        long begun = System.nanoTime();
        CompletableFuture<Transcription> asked = transcriber.transcribe(CLIP, listener);

        assertThat(givenUp.poll(20, TimeUnit.SECONDS))
                .isEqualTo(
                        "models.deadline.voiceprint: a run took longer than 2 s and was ended, but did not end within"
                                + " 500 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(DEADLINE.plusMillis(1_500));
        transcriber.close();
        assertThat(givenUp.poll(20, TimeUnit.SECONDS)).contains("still running 500 ms after it was told to end");
        stuck.countDown();
        assertThat(asked).succeedsWithin(Duration.ofSeconds(10));
    }

    private static void await(CountDownLatch latch) throws OrtException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new OrtException("interrupted");
        }
    }

    @Test
    void queueingDoesNotCount() throws Exception {
        try (OnnxTranscriber transcriber = endless()) {
            List<CompletableFuture<Transcription>> asked = List.of(
                    transcriber.transcribe(CLIP, listener),
                    transcriber.transcribe(CLIP, listener),
                    transcriber.transcribe(CLIP, listener));

            assertThat(asked).allSatisfy(answer -> assertThat(answer).succeedsWithin(Duration.ofSeconds(30)));
            assertThat(deadlineEnds).hasValue(3);
        }
    }
}
