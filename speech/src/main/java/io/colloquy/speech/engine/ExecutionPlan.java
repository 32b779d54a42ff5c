package io.colloquy.speech.engine;

import io.colloquy.settings.SettingsException;
import io.colloquy.speech.api.BatchLimits;
import io.colloquy.speech.api.Device;
import io.colloquy.speech.api.InferenceListener.Setup;
import io.colloquy.speech.api.InferenceSettings;
import io.colloquy.speech.api.InferenceSettings.Arena;
import io.colloquy.speech.api.InferenceSettings.Gpu;
import io.colloquy.speech.onnx.SessionPlan;
import io.colloquy.speech.onnx.SessionPlan.Kind;
import io.colloquy.speech.onnx.SessionPlan.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How the models run in one process: what follows from the settings on one machine.
 *
 * <p>On processors, a batch on each thread gives the most: threads inside of a run wait for each other. So with more
 * batches in flight each holds less. On a GPU two batches keep it busy, while the other threads make features and look
 * for speech; those and a transducer's steps run on processors anyway.
 *
 * @param device as in the setting, with its number
 * @param main what recognisers and voiceprints run on
 * @param threads that may compute at once, for whatever stage
 * @param batching how clips are put together
 */
record ExecutionPlan(String device, SessionPlan main, int threads, BatchLimits batching) {
    /** 80 s of audio: a processor gains next to nothing from larger batches. */
    private static final int MOST_FRAMES_ON_CPU = 8_000;
    /** A clip of 20 s goes alone. */
    private static final int LEAST_FRAMES_ON_CPU = 2_000;
    /** For all batches in flight together. */
    private static final int FRAMES_ON_CPU = 16_000;

    private static final int FRAMES_ON_GPU = 32_000;
    private static final int IN_FLIGHT_ON_GPU = 2;
    /** Where TensorRT keeps what it builds. */
    private static final String ENGINES =
            Path.of(System.getProperty("java.io.tmpdir"), "colloquy-tensorrt").toString();

    /**
     * Decides.
     *
     * @param assigned the GPU that this process was given
     * @throws SettingsException where the device can't be had with this onnxruntime
     */
    static ExecutionPlan of(InferenceSettings settings, Hardware hardware, OptionalInt assigned) {
        int threads = either(settings.threads(), hardware.cores());
        Device.Kind kind = kind(settings.device(), hardware);
        if (kind == Device.Kind.CPU) return onCpu(settings, threads);
        int index = settings.device().index().or(assigned);
        expect(kind, hardware, index);
        return onGpu(settings, threads, kind, index);
    }

    private static Device.Kind kind(Device device, Hardware hardware) {
        if (device.kind() != Device.Kind.AUTO) return device.kind();
        boolean cuda = hardware.gpus() > 0 && hardware.providers().contains(Kind.CUDA);
        return cuda ? Device.Kind.CUDA : Device.Kind.CPU;
    }

    private static void expect(Device.Kind kind, Hardware hardware, int index) {
        if (!hardware.providers().contains(Kind.valueOf(kind.name())))
            throw new SettingsException(
                    "models.device",
                    name(kind, index) + " can't be used here: this onnxruntime was built for processors alone. Build"
                            + " with -Pgpu and put onnxruntime_gpu into Flink's lib/, or set models.device=cpu");
    }

    private static ExecutionPlan onCpu(InferenceSettings settings, int threads) {
        int inFlight = either(settings.batches().inFlight(), threads);
        int share = Math.max(LEAST_FRAMES_ON_CPU, Math.min(MOST_FRAMES_ON_CPU, FRAMES_ON_CPU / inFlight));
        return new ExecutionPlan(
                "cpu",
                SessionPlan.onCpu(Math.max(1, threads / inFlight)),
                threads,
                batching(settings, inFlight, share));
    }

    private static ExecutionPlan onGpu(InferenceSettings settings, int threads, Device.Kind kind, int index) {
        int inFlight = either(settings.batches().inFlight(), Math.max(1, Math.min(IN_FLIGHT_ON_GPU, threads - 1)));
        List<Provider> providers = new ArrayList<>();
        if (kind == Device.Kind.TENSORRT) providers.add(new Provider(Kind.TENSORRT, tensorRt(settings.gpu(), index)));
        providers.add(new Provider(Kind.CUDA, cuda(settings.gpu(), index)));
        return new ExecutionPlan(
                name(kind, index), new SessionPlan(providers, 1), threads, batching(settings, inFlight, FRAMES_ON_GPU));
    }

    private static String name(Device.Kind kind, int index) {
        return (kind == Device.Kind.CUDA ? "cuda:" : "tensorrt:") + index;
    }

    private static BatchLimits batching(InferenceSettings settings, int inFlight, int frames) {
        return new BatchLimits(
                either(settings.batches().frames(), frames), settings.batches().linger(), inFlight);
    }

    private static int either(int set, int otherwise) {
        return set == InferenceSettings.AUTO ? otherwise : set;
    }

    private static Map<String, String> cuda(Gpu gpu, int index) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("device_id", String.valueOf(index));
        options.put("arena_extend_strategy", gpu.arena() == Arena.EXACT ? "kSameAsRequested" : "kNextPowerOfTwo");
        // trying all ways of a convolution for each new shape takes longer than the best of them saves
        options.put("cudnn_conv_algo_search", "HEURISTIC");
        options.put("use_tf32", gpu.tf32() ? "1" : "0");
        if (gpu.memory() > 0) options.put("gpu_mem_limit", String.valueOf(gpu.memory()));
        return options;
    }

    private static Map<String, String> tensorRt(Gpu gpu, int index) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("device_id", String.valueOf(index));
        options.put("trt_fp16_enable", gpu.fp16() ? "1" : "0");
        options.put("trt_engine_cache_enable", "1"); // building an engine takes seconds to minutes
        options.put("trt_engine_cache_path", ENGINES);
        if (gpu.memory() > 0) options.put("trt_max_workspace_size", String.valueOf(gpu.memory()));
        return options;
    }

    /** What is told of it. */
    Setup setup() {
        return new Setup(device, threads, batching.inFlight());
    }

    /** What is told of voice activity, which runs on processors. */
    Setup detecting() {
        return new Setup("cpu", threads, threads);
    }

    /** For the log. */
    String sentence() {
        return "models run on " + device + ": " + threads + " threads compute at once, " + batching.inFlight()
                + " batches in flight of up to " + batching.paddedSize() + " frames, " + main.threads()
                + " threads in a run";
    }
}
