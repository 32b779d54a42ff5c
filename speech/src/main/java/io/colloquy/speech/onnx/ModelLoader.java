package io.colloquy.speech.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import io.colloquy.settings.SettingsException;
import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Loads the files of one model.
 *
 * @param plan of what does the work; what goes step by step runs on the processor
 * @param limit of its runs
 * @param watchdog ends those that take longer
 * @param around what is put around all runs
 */
public record ModelLoader(SessionPlan plan, RunLimit limit, Watchdog watchdog, ModelRuns.Around around) {
    /** A step is too little work to share, and waking a thread would take longer; a GPU would mostly wait. */
    private static final SessionPlan STEPS = SessionPlan.onCpu(1);

    /** @throws ModelException where the file does not hold {@code layout} */
    OnnxModel load(Path file, String layout) {
        return load(file, plan, layout);
    }

    /** Loads a file that is run for each step of an answer. */
    OnnxModel loadSteps(Path file, String layout) {
        return load(file, STEPS, layout);
    }

    private OnnxModel load(Path file, SessionPlan where, String layout) {
        if (!Files.isReadable(file))
            throw new ModelException(
                    file, "expected " + layout + ", but there is no such readable file", OnnxModel.remedy());
        OrtEnvironment environment = OnnxEnvironment.get();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(where.threads());
            options.setInterOpNumThreads(1);
            // A thread that spins while it waits takes the CPU from the rest of a TaskManager.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            addProviders(options, where);
            OrtSession session = environment.createSession(file.toString(), options);
            return new OnnxModel(file, environment, session, new ModelLoader(where, limit, watchdog, around));
        } catch (OrtException e) {
            if (OrtFaults.isOfTheDevice(e)) throw deviceFault(e, where);
            throw new ModelException(
                    file,
                    "expected " + layout + ", but onnxruntime cannot load it (" + OrtFaults.reason(e) + ")",
                    OnnxModel.remedy(),
                    e);
        }
    }

    /** @throws SettingsException where the device can't be had */
    private static void addProviders(OrtSession.SessionOptions options, SessionPlan where) {
        for (SessionPlan.Provider provider : where.providers()) {
            try {
                add(options, provider);
            } catch (OrtException | LinkageError e) {
                throw unusable(provider, e);
            }
        }
    }

    private RuntimeException deviceFault(OrtException problem, SessionPlan where) {
        InferenceException fault = OrtFaults.of(problem, limit.role());
        boolean toBeSet = fault.fault() == Fault.CLIP && !where.providers().isEmpty();
        return toBeSet ? unusable(where.providers().get(0), problem) : fault;
    }

    private static SettingsException unusable(SessionPlan.Provider provider, Throwable problem) {
        boolean cuda = provider.kind() == SessionPlan.Kind.CUDA;
        return new SettingsException(
                "models.device",
                (cuda ? "cuda:" : "tensorrt:") + provider.options().get("device_id") + " can't be used here: "
                        + OrtFaults.reason(problem) + ". It needs an NVIDIA GPU with its driver, CUDA 12, cuDNN 9"
                        + (cuda ? "" : ", TensorRT 10") + ". Install these, or set models.device=cpu",
                problem);
    }

    private static void add(OrtSession.SessionOptions options, SessionPlan.Provider provider) throws OrtException {
        switch (provider.kind()) {
            case CUDA -> {
                try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions()) {
                    for (Map.Entry<String, String> option : provider.options().entrySet())
                        cuda.add(option.getKey(), option.getValue());
                    options.addCUDA(cuda);
                }
            }
            case TENSORRT -> {
                try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions()) {
                    for (Map.Entry<String, String> option : provider.options().entrySet())
                        tensorRt.add(option.getKey(), option.getValue());
                    options.addTensorrt(tensorRt);
                }
            }
        }
    }
}
