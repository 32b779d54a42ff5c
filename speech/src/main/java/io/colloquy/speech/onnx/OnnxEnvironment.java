package io.colloquy.speech.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.CompletableFuture;

/** The one environment that onnxruntime allows a process. */
final class OnnxEnvironment {
    /**
     * While it starts, onnxruntime 1.29 recurses over each character of the process's command line. A Java process with
     * a long class path overflows an ordinary stack there, and dies of it without a word. Some 300 bytes a character
     * were seen. This takes address space alone: pages come as they are touched.
     */
    private static final long STACK_BYTES = 512L << 20;

    private static final OrtEnvironment ENVIRONMENT = CompletableFuture.supplyAsync(
                    OrtEnvironment::getEnvironment,
                    start -> new Thread(null, start, "onnxruntime-start", STACK_BYTES).start())
            .join();

    private OnnxEnvironment() {}

    /** Must come before anything else of onnxruntime. */
    static OrtEnvironment get() {
        return ENVIRONMENT;
    }
}
