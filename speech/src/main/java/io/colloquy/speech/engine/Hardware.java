package io.colloquy.speech.engine;

import io.colloquy.speech.onnx.OnnxLibrary;
import io.colloquy.speech.onnx.SessionPlan.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What there is to run models on.
 *
 * @param cores as many as this process may use
 * @param providers what the onnxruntime at hand was built for, beside the processor
 * @param gpus of NVIDIA, that the driver shows
 */
record Hardware(int cores, Set<Kind> providers, int gpus) {
    private static final Path DEVICES = Path.of("/dev");

    Hardware {
        providers = Set.copyOf(providers);
    }

    static Hardware here() {
        return new Hardware(Runtime.getRuntime().availableProcessors(), OnnxLibrary.providers(), countGpus());
    }

    private static int countGpus() {
        try (Stream<Path> devices = Files.list(DEVICES)) {
            return (int)
                    devices.filter(device -> device.getFileName().toString().matches("nvidia\\d+"))
                            .count();
        } catch (IOException e) {
            return 0;
        }
    }
}
