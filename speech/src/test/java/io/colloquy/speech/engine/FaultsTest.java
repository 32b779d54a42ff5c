package io.colloquy.speech.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession;
import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.InferenceListener;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.InferenceSettings.Batches;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.onnx.DemoSpeech;
import io.colloquy.speech.onnx.ModelRuns;
import io.colloquy.speech.onnx.TestLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults put between the models' code and onnxruntime, as a GPU would give them. */
@Timeout(60)
class FaultsTest {
    private static final byte[] CLIP = DemoSpeech.clips().get(0).pcm();
    private static final int BATCH = 16;
    private static final String NO_MEMORY =
            "Non-zero status code returned while running Conv node. CUDA failure 2: out of memory ; GPU=0";

    /** How many clips each run of the recogniser held, those that failed too. */
    private final List<Integer> runs = Collections.synchronizedList(new ArrayList<>());

    private final AtomicInteger splits = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final InferenceListener listener = new InferenceListener() {
        @Override
        public void split(ModelRole role) {
            splits.incrementAndGet();
        }

        @Override
        public void retried(ModelRole role) {
            retries.incrementAndGet();
        }

        @Override
        public void failed(ModelRole role, Fault fault) {
            failures.add(role.label() + " " + fault.label());
        }
    };
    private OnnxTranscriber transcriber;

    /** Decides whether a run fails. */
    private interface Injected {
        /**
         * @param clips in the run
         * @param run counts from 0; trials while loading are not counted
         */
        void into(int clips, int run) throws OrtException;
    }

    /** Batches of one length go when there are 16 clips. */
    private void load(String file, Injected injected) {
        AtomicInteger count = new AtomicInteger();
        ModelRuns.Around around = (path, real) -> !path.equals(Path.of(file))
                ? real
                : (inputs, outputs, options) -> {
                    if (transcriber != null) inject(injected, inputs, count.getAndIncrement());
                    return real.run(inputs, outputs, options);
                };
        int frames = BATCH * TestLoader.paddedFrames(CLIP);
        InferenceSettings settings = InferenceSettings.DEFAULT.with(new Batches(1, frames, Duration.ofSeconds(20)));
        transcriber = new LoadedModels(DemoSpeech.FILES, settings, OptionalInt.empty())
                .transcriber(TestLoader.watchdog(), around);
    }

    private void inject(Injected injected, Map<String, OnnxTensor> inputs, int run) throws OrtException {
        OnnxTensor signal = inputs.values().stream()
                .filter(tensor -> tensor.getInfo().getShape().length == 3)
                .findFirst()
                .orElseThrow();
        int clips = (int) signal.getInfo().getShape()[0];
        runs.add(clips);
        injected.into(clips, run);
    }

    private void loadRecognizer(Injected injected) {
        load(DemoSpeech.FILES.recognizer(), injected);
    }

    private List<CompletableFuture<Transcription>> askForABatch() {
        List<CompletableFuture<Transcription>> asked = IntStream.range(0, BATCH)
                .mapToObj(i -> transcriber.transcribe(CLIP, listener))
                .toList();
        asked.forEach(answer -> answer.handle((value, error) -> null).join());
        return asked;
    }

    private static Fault fault(CompletableFuture<?> answer) {
        try {
            answer.join();
            return null;
        } catch (CompletionException e) {
            return ((InferenceException) e.getCause()).fault();
        }
    }

    @AfterEach
    void close() {
        transcriber.close();
    }

    @Test
    void batchWithoutMemoryIsHalvedAndAllAreHeard() {
        loadRecognizer((clips, run) -> {
            if (clips > BATCH / 4) throw new OrtException(NO_MEMORY);
        });

        assertThat(askForABatch()).allMatch(answer -> fault(answer) == null);
        assertThat(runs).containsExactly(16, 8, 4, 4, 8, 4, 4);
        assertThat(splits).hasValue(3);
    }

    @Test
    void afterThreeHalvingsClipsGoOneByOne() {
        loadRecognizer((clips, run) -> {
            if (clips > 1) throw new OrtException(NO_MEMORY);
        });

        assertThat(askForABatch()).allMatch(answer -> fault(answer) == null);
        assertThat(runs.subList(0, 6)).containsExactly(16, 8, 4, 2, 1, 1);
        assertThat(Collections.frequency(runs, 1)).isEqualTo(BATCH);
    }

    @Test
    void clipForWhichThereIsNoMemoryFailsAloneAfterTwoMoreTries() {
        loadRecognizer((clips, run) -> {
            if (clips > 8 || clips == 1) throw new OrtException(NO_MEMORY);
            if (run == 1) throw new OrtException(NO_MEMORY);
            if (run == 2 || run == 3) throw new OrtException(NO_MEMORY);
            if (run == 4 || run == 5) throw new OrtException(NO_MEMORY);
        });
        List<CompletableFuture<Transcription>> asked = askForABatch();

        assertThat(asked).filteredOn(answer -> fault(answer) == Fault.OVERLOAD).isNotEmpty();
        assertThat(asked)
                .filteredOn(answer -> fault(answer) == null)
                .as("what was heard is kept")
                .isNotEmpty();
        assertThat(failures).containsOnly("recognizer overload");
        assertThat(retries.get()).isEqualTo(2 * failures.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {700, 719, 214})
    void lostDeviceFailsAllAtOnce(int code) {
        loadRecognizer((clips, run) -> {
            throw new OrtException("CUDA failure " + code + ": an illegal memory access was encountered ; GPU=0");
        });

        assertThat(askForABatch()).allMatch(answer -> fault(answer) == Fault.DEVICE_LOST);
        assertThat(runs).as("nothing is tried again on it").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"ORT_NOT_IMPLEMENTED", "ORT_INVALID_GRAPH"})
    void brokenModelIsFatalAndNamesTheSetting(OrtErrorCode code) {
        loadRecognizer((clips, run) -> {
            throw new OrtException(code, "no kernel");
        });
        List<CompletableFuture<Transcription>> asked = askForABatch();

        assertThat(asked).allMatch(answer -> fault(answer) == Fault.FATAL);
        assertThat(asked.get(0))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("models.recognizer: ");
        assertThat(runs).hasSize(1);
    }

    @Test
    void passingFaultIsTriedTwiceMore() {
        loadRecognizer((clips, run) -> {
            if (run < 2) throw new OrtException(OrtErrorCode.ORT_EP_FAIL, "CUBLAS_STATUS_EXECUTION_FAILED");
        });

        assertThat(askForABatch()).allMatch(answer -> fault(answer) == null);
        assertThat(runs).containsExactly(16, 16, 16);
        assertThat(retries).hasValue(2);
        assertThat(failures).isEmpty();
    }

    @Test
    void faultThatIsOfTheBatchLeavesEachClipToItself() {
        loadRecognizer((clips, run) -> {
            if (clips > 1 || run == 3) throw new OrtException(OrtErrorCode.ORT_RUNTIME_EXCEPTION, "bad clip");
        });
        List<CompletableFuture<Transcription>> asked = askForABatch();

        assertThat(asked).filteredOn(answer -> fault(answer) == Fault.CLIP).hasSize(1);
        assertThat(asked).filteredOn(answer -> fault(answer) == null).hasSize(BATCH - 1);
        assertThat(failures).containsExactly("recognizer clip");
        assertThat(retries).hasValue(0);
    }

    @Test
    void wordsStayWhereOnlyTheVoiceprintFails() {
        load(DemoSpeech.FILES.embedding(), (clips, run) -> {
            throw new OrtException(OrtErrorCode.ORT_RUNTIME_EXCEPTION, "bad voice");
        });

        assertThat(askForABatch()).allSatisfy(answer -> {
            assertThat(answer.join().words()).isNotEmpty();
            assertThat(answer.join().embedding().isEmpty()).isTrue();
        });
        assertThat(failures).hasSize(BATCH).containsOnly("voiceprint clip");
    }

    @Test
    void deviceThatIsLostForTheVoiceprintIsLost() {
        load(DemoSpeech.FILES.embedding(), (clips, run) -> {
            throw new OrtException("CUDA error 719: unspecified launch failure");
        });

        assertThat(askForABatch()).allMatch(answer -> fault(answer) == Fault.DEVICE_LOST);
        assertThat(failures).as("each clip counts once").hasSize(BATCH).containsOnly("voiceprint device-lost");
    }

    @Test
    void batchForWhichTheHeapHasNoBuffersIsHalved() {
        loadRecognizer((clips, run) -> {
            if (clips > BATCH / 2) throw new OutOfMemoryError("Cannot reserve direct buffer memory");
        });

        assertThat(askForABatch()).allMatch(answer -> fault(answer) == null);
        assertThat(runs).containsExactly(16, 8, 8);
    }

    /** What leaks on a device is tensors that nobody closed. Runs that failed are among these. */
    @Test
    void noTensorStaysOpenOverAThousandBatchesOfMixedLength() {
        List<OnnxTensor> seen = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger count = new AtomicInteger();
        ModelRuns.Around around = (path, real) -> (inputs, outputs, options) -> {
            seen.addAll(inputs.values());
            if (count.getAndIncrement() % 97 == 96) throw new OrtException(NO_MEMORY);
            OrtSession.Result result = real.run(inputs, outputs, options);
            result.forEach(output -> seen.add((OnnxTensor) output.getValue()));
            return result;
        };
        InferenceSettings settings = InferenceSettings.DEFAULT.with(new Batches(2, 200, Duration.ZERO));
        transcriber = new LoadedModels(DemoSpeech.FILES, settings, OptionalInt.empty())
                .transcriber(TestLoader.watchdog(), around);
        seen.clear();
        for (int i = 0; i < 1_000; i++) {
            byte[] clip = Arrays.copyOf(CLIP, 6_400 + 640 * (i * 7 % 40));
            transcriber
                    .transcribe(clip, listener)
                    .handle((value, error) -> null)
                    .join();
            if (i % 100 == 99) assertThat(seen).as("after %s batches", i + 1).allMatch(OnnxTensor::isClosed);
        }
        assertThat(seen).hasSizeGreaterThan(4_000);
    }
}
