package io.colloquy.speech.onnx;

import java.util.List;
import java.util.Map;

/**
 * On what a model runs.
 *
 * @param providers in order of preference; the processor comes after them, and alone where there is none
 * @param threads that one run may use on the processor
 */
public record SessionPlan(List<Provider> providers, int threads) {

    /** What onnxruntime calls an execution provider. */
    public enum Kind {
        CUDA,
        TENSORRT
    }

    /** @param options in onnxruntime's own words */
    public record Provider(Kind kind, Map<String, String> options) {
        public Provider {
            options = Map.copyOf(options);
        }
    }

    public SessionPlan {
        providers = List.copyOf(providers);
        if (threads < 1) throw new IllegalArgumentException("threads must be at least 1");
    }

    public static SessionPlan onCpu(int threads) {
        return new SessionPlan(List.of(), threads);
    }

    /** Whose memory a run may give back, as onnxruntime writes it. */
    String arena() {
        return providers.isEmpty()
                ? "cpu:0"
                : "gpu:" + providers.get(0).options().getOrDefault("device_id", "0");
    }
}
