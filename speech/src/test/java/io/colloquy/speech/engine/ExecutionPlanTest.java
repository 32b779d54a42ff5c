package io.colloquy.speech.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.onnx.SessionPlan;
import io.colloquy.speech.onnx.SessionPlan.Kind;
import io.colloquy.speech.onnx.SessionPlan.Provider;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionPlanTest {
    private static final Set<Kind> GPU_LIBRARY = Set.of(Kind.CUDA, Kind.TENSORRT);

    private static InferenceSettings settings(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) values.put(keysAndValues[i], keysAndValues[i + 1]);
        return InferenceSettings.of(new SettingsReader(values, name -> null));
    }

    private static ExecutionPlan onProcessors(int cores, String... keysAndValues) {
        return ExecutionPlan.of(settings(keysAndValues), new Hardware(cores, Set.of(), 0), OptionalInt.empty());
    }

    private static ExecutionPlan onGpu(int cores, String... keysAndValues) {
        return ExecutionPlan.of(settings(keysAndValues), new Hardware(cores, GPU_LIBRARY, 1), OptionalInt.empty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 12, 31, 32, 128})
    void defaultsUseAllCoresAndNoMore(int cores) {
        ExecutionPlan plan = onProcessors(cores);

        assertThat(plan.threads()).isEqualTo(cores);
        assertThat(plan.batching().inFlight() * plan.main().threads()).isEqualTo(cores);
    }

    @ParameterizedTest
    @CsvSource({"1, 8000", "2, 8000", "4, 4000", "8, 2000", "32, 2000"})
    void batchesAreSmallerWhereMoreRunAtOnce(int cores, int frames) {
        assertThat(onProcessors(cores).batching().paddedSize()).isEqualTo(frames);
    }

    @ParameterizedTest
    @CsvSource({"8, 2, 4", "8, 3, 2", "2, 5, 1"})
    void fewerBatchesUseMoreThreadsEach(int cores, int inFlight, int threads) {
        ExecutionPlan plan = onProcessors(cores, "models.batch.in-flight", String.valueOf(inFlight));

        assertThat(plan.main().threads()).isEqualTo(threads);
        assertThat(plan.batching().inFlight()).isEqualTo(inFlight);
    }

    @Test
    void settingsGoBeforeTheMachine() {
        ExecutionPlan plan =
                onProcessors(8, "models.threads", "3", "models.batch.frames", "123", "models.batch.linger", "7 ms");

        assertThat(plan.threads()).isEqualTo(3);
        assertThat(plan.batching().inFlight()).isEqualTo(3);
        assertThat(plan.batching().paddedSize()).isEqualTo(123);
        assertThat(plan.batching().linger()).hasMillis(7);
    }

    @Test
    void takesAGpuWhereThereIsOneAndTheLibraryCanUseIt() {
        assertThat(onGpu(16).device()).isEqualTo("cuda:0");
        assertThat(onProcessors(16).device()).isEqualTo("cpu");
        assertThat(ExecutionPlan.of(settings(), new Hardware(16, GPU_LIBRARY, 0), OptionalInt.empty())
                        .device())
                .isEqualTo("cpu");
        assertThat(ExecutionPlan.of(settings(), new Hardware(16, Set.of(), 1), OptionalInt.empty())
                        .device())
                .isEqualTo("cpu");
        assertThat(onGpu(16, "models.device", "cpu").device()).isEqualTo("cpu");
    }

    @Test
    void takesTheGpuThatThisProcessWasGivenUnlessTheSettingSaysOtherwise() {
        Hardware machine = new Hardware(16, GPU_LIBRARY, 8);

        assertThat(ExecutionPlan.of(settings(), machine, OptionalInt.of(5)).device())
                .isEqualTo("cuda:5");
        assertThat(ExecutionPlan.of(settings("models.device", "cuda"), machine, OptionalInt.of(5))
                        .device())
                .isEqualTo("cuda:5");
        assertThat(ExecutionPlan.of(settings("models.device", "cuda:2"), machine, OptionalInt.of(5))
                        .device())
                .isEqualTo("cuda:2");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "16, 2"})
    void keepsAGpuBusyAndLeavesCoresToFeedIt(int cores, int inFlight) {
        ExecutionPlan plan = onGpu(cores);

        assertThat(plan.batching().inFlight()).isEqualTo(inFlight);
        assertThat(plan.main().threads()).isEqualTo(1);
        assertThat(plan.threads()).isEqualTo(cores);
    }

    @Test
    void cudaIsSetInItsOwnWords() {
        ExecutionPlan plan = onGpu(
                16,
                "models.device",
                "cuda:1",
                "models.gpu.memory",
                "8 GB",
                "models.gpu.arena",
                "doubling",
                "models.gpu.tf32",
                "false");

        assertThat(plan.main().providers())
                .containsExactly(new Provider(
                        Kind.CUDA,
                        Map.of(
                                "device_id", "1",
                                "gpu_mem_limit", String.valueOf(8L << 30),
                                "arena_extend_strategy", "kNextPowerOfTwo",
                                "cudnn_conv_algo_search", "HEURISTIC",
                                "use_tf32", "0")));
    }

    @Test
    void memoryGrowsByWhatIsNeededUnlessToldOtherwise() {
        assertThat(onGpu(16).main().providers().get(0).options())
                .containsEntry("arena_extend_strategy", "kSameAsRequested")
                .containsEntry("use_tf32", "1")
                .doesNotContainKey("gpu_mem_limit");
    }

    @Test
    void tensorRtLeavesTheRestToCuda() {
        SessionPlan plan = onGpu(16, "models.device", "tensorrt:0", "models.gpu.fp16", "true")
                .main();

        assertThat(plan.providers()).extracting(Provider::kind).containsExactly(Kind.TENSORRT, Kind.CUDA);
        assertThat(plan.providers().get(0).options()).containsEntry("trt_fp16_enable", "1");
    }

    @Test
    void deviceThatTheLibraryWasNotBuiltForIsNamed() {
        assertThatThrownBy(() -> onProcessors(2, "models.device", "cuda:0"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("models.device: cuda:0 can't be used here")
                .hasMessageContaining("put onnxruntime_gpu into Flink's lib/")
                .hasMessageContaining("models.device=cpu");
    }

    @ParameterizedTest
    @CsvSource({
        "models.device, gpu, 'is no device'",
        "models.device, cuda:x, 'is no device'",
        "models.threads, 0, 'not a whole number from 1'",
        "models.batch.frames, many, 'not a whole number'",
        "models.gpu.memory, 8, 'not an amount of memory'",
        "models.gpu.arena, big, 'none of [exact, doubling]'",
        "models.gpu.tf32, yes, 'neither true nor false'",
        "models.gpu.fp16, true, 'only TensorRT'",
        "models.deadline.vad, 0 s, 'more than 0'",
    })
    void refusesAndNamesTheKey(String key, String value, String problem) {
        assertThatThrownBy(() -> settings(key, value))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(key + ": ")
                .hasMessageContaining(problem);
    }
}
