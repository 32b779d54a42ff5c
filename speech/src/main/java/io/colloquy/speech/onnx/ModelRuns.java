package io.colloquy.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Map;

/** Runs of one loaded model: what stands between the models' code and onnxruntime. */
@FunctionalInterface
public interface ModelRuns {

    /**
     * Runs it once.
     *
     * @param outputs tensors to write into; those that are not named are made, and are in the result
     * @param options ends the run where another thread says so
     */
    OrtSession.Result run(
            Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, OrtSession.RunOptions options)
            throws OrtException;

    /** Puts something around the runs of each file, as tests do with faults. */
    @FunctionalInterface
    interface Around {
        Around NOTHING = (file, runs) -> runs;

        ModelRuns of(Path file, ModelRuns runs);
    }
}
