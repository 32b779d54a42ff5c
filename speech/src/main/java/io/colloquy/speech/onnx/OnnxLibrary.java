package io.colloquy.speech.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.colloquy.speech.onnx.SessionPlan.Kind;
import java.util.EnumSet;
import java.util.Set;

/** The onnxruntime on the class path. */
public final class OnnxLibrary {

    private OnnxLibrary() {}

    /** What it was built for. Whether there is such a device, and all that it needs, shows when a model is loaded. */
    public static Set<Kind> providers() {
        OnnxEnvironment.get();
        Set<OrtProvider> built = OrtEnvironment.getAvailableProviders();
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (built.contains(OrtProvider.CUDA)) kinds.add(Kind.CUDA);
        if (built.contains(OrtProvider.TENSOR_RT)) kinds.add(Kind.TENSORRT);
        return kinds;
    }
}
