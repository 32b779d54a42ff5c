package io.colloquy.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.colloquy.schemas.Digest;
import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A model file in onnxruntime. Inputs and outputs are bound by order, as sherpa-onnx does, for their names differ from
 * one exporter to the next. Runs may overlap; {@link #close} must not overlap with a run.
 */
final class OnnxModel implements AutoCloseable {
    private final Path file;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ModelLoader loader;
    private final ModelRuns runs;
    private final List<String> inputs;
    private final List<String> outputs;
    private final Map<String, String> metadata;

    /** Owns the session, but only when it has been made. */
    OnnxModel(Path file, OrtEnvironment environment, OrtSession session, ModelLoader loader) throws OrtException {
        this.file = file;
        this.environment = environment;
        this.session = session;
        this.loader = loader;
        this.runs = loader.around().of(file, this::runSession);
        this.inputs = List.copyOf(session.getInputNames());
        this.outputs = List.copyOf(session.getOutputNames());
        this.metadata = session.getMetadata().getCustomMetadata();
    }

    private OrtSession.Result runSession(
            Map<String, OnnxTensor> given, Map<String, OnnxTensor> kept, OrtSession.RunOptions options)
            throws OrtException {
        return session.run(given, kept.isEmpty() ? session.getOutputNames() : Set.of(), kept, options);
    }

    static String remedy() {
        return "put such a file there or name another one in this setting";
    }

    /**
     * What is built on this model, which is closed if that fails: whoever tries again would lose its memory each time.
     */
    <T> T orClose(Supplier<T> build) {
        try {
            return build.get();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    Path file() {
        return file;
    }

    /** A reason not to use this file. */
    ModelException unfit(String expected) {
        return new ModelException(file, expected, remedy());
    }

    ModelException unfit(String expected, Throwable cause) {
        return new ModelException(file, expected, remedy(), cause);
    }

    /** What it means that a trial run failed: that the file is unfit, unless it was the device. */
    RuntimeException failedTrial(String of, InferenceException problem) {
        boolean unfit = problem.fault() == Fault.CLIP && !problem.isPassing() || problem.fault() == Fault.FATAL;
        return unfit ? unfit("it does not run " + of + ": " + whole(problem), problem) : problem;
    }

    /** With all that onnxruntime says: which shape it got, and which it wants. Or that there was no time for it. */
    private String whole(InferenceException problem) {
        boolean late = problem.getMessage().startsWith(loader.limit().role().deadlineKey());
        return !late && problem.getCause() instanceof OrtException cause ? cause.getMessage() : problem.getMessage();
    }

    void expectNodes(int inputCount, int outputCount, String layout) {
        if (inputs.size() != inputCount || outputs.size() < outputCount)
            throw unfit("expected " + layout + ", but it has inputs " + inputs + " and outputs " + outputs);
    }

    String input(int index) {
        return inputs.get(index);
    }

    String output(int index) {
        return outputs.get(index);
    }

    /** Declared dimensions of an input, -1 where open. */
    long[] inputShape(int index) {
        try {
            return ((TensorInfo) session.getInputInfo().get(input(index)).getInfo()).getShape();
        } catch (OrtException e) {
            throw new ModelException(file, "the shape of input " + input(index) + " cannot be read", remedy(), e);
        }
    }

    Optional<String> metadata(String key) {
        return Optional.ofNullable(metadata.get(key));
    }

    /** A number that the file's own metadata must give. */
    int metadataNumber(String key) {
        String value = metadata(key)
                .orElseThrow(() -> unfit("its metadata lacks " + key + " (found " + metadata.keySet() + ")"));
        try {
            return Integer.parseInt(value.trim());
        } catch (NumberFormatException e) {
            throw unfit("its metadata says " + key + "=" + value + ", which is not a whole number");
        }
    }

    /** A tensor over the buffer's remaining elements, without a copy where the buffer is direct. */
    OnnxTensor tensor(FloatBuffer values, long... shape) {
        return made(() -> OnnxTensor.createTensor(environment, values, shape));
    }

    OnnxTensor tensor(IntBuffer values, long... shape) {
        return made(() -> OnnxTensor.createTensor(environment, values, shape));
    }

    OnnxTensor tensor(LongBuffer values, long... shape) {
        return made(() -> OnnxTensor.createTensor(environment, values, shape));
    }

    private interface Maker {
        OnnxTensor make() throws OrtException;
    }

    private OnnxTensor made(Maker maker) {
        try {
            return maker.make();
        } catch (OrtException e) {
            throw OrtFaults.of(e, loader.limit().role());
        }
    }

    /** A run begins, of this model and of those that belong to it. */
    Guard begin() {
        return loader.watchdog().begin(loader.limit());
    }

    OrtSession.Result run(Map<String, OnnxTensor> inputs, Guard guard) {
        return run(inputs, Map.of(), guard);
    }

    /**
     * Runs into tensors that the caller keeps: nothing is allocated for these outputs.
     *
     * @throws InferenceException says whose fault it is that there is no result
     */
    OrtSession.Result run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, Guard guard) {
        try {
            return runs.run(inputs, outputs, guard.options(loader.plan()));
        } catch (OrtException e) {
            throw guard.of(e);
        }
    }

    /** One of the outputs of a run, which must have a shape: -1 where any size will do. */
    OnnxTensor output(OrtSession.Result result, int index, long... wanted) {
        OnnxValue value = result.get(index);
        if (value instanceof OnnxTensor tensor && fits(tensor.getInfo().getShape(), wanted)) return tensor;
        throw unfit("expected " + output(index) + " of the shape " + shape(wanted) + " (-1: any), but it is "
                + value.getInfo());
    }

    private static boolean fits(long[] shape, long[] wanted) {
        return shape.length == wanted.length
                && IntStream.range(0, shape.length).allMatch(i -> wanted[i] < 0 || shape[i] == wanted[i]);
    }

    static FloatBuffer floats(int capacity) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(capacity, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    static IntBuffer ints(int... values) {
        IntBuffer buffer = ByteBuffer.allocateDirect(values.length * Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .asIntBuffer();
        return buffer.put(values).flip();
    }

    static LongBuffer longs(long... values) {
        LongBuffer buffer = ByteBuffer.allocateDirect(values.length * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
        return buffer.put(values).flip();
    }

    static String shape(long[] dimensions) {
        return Arrays.toString(dimensions);
    }

    /**
     * A name without its extension and the first eight digits of the contents' SHA-256: {@code recognizer-1a2b3c4d}.
     */
    static String fingerprint(Path model, Path... companions) {
        String name = model.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return name + "-" + contents(model, companions).hex().substring(0, 8);
    }

    /** SHA-256 of what the files hold, wherever they lie and whatever they are called. */
    static Digest contents(Path model, Path... companions) {
        MessageDigest sha256 = Digest.sha256();
        for (Path file : parts(model, companions)) digest(file, sha256);
        return Digest.of(sha256);
    }

    /** The files themselves and, behind each, its weights where they are too large for it and lie beside it. */
    private static List<Path> parts(Path model, Path... companions) {
        return Stream.concat(Stream.of(model), Stream.of(companions))
                .flatMap(file -> {
                    String name = file.getFileName().toString();
                    return Stream.concat(
                            Stream.of(file),
                            Stream.of(name.replaceFirst("\\.onnx$", ".weights"), name + ".data", name + "_data")
                                    .map(file::resolveSibling)
                                    .filter(weights -> !weights.equals(file) && Files.exists(weights)));
                })
                .toList();
    }

    private static void digest(Path file, MessageDigest sha256) {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read; (read = in.read(buffer)) >= 0; ) sha256.update(buffer, 0, read);
        } catch (IOException e) {
            throw new ModelException(file, "it cannot be read", remedy(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("onnxruntime cannot release " + file, e);
        }
    }
}
