package io.colloquy.bench.gpu;

import io.colloquy.samples.OnnxFile;
import io.colloquy.samples.OnnxFile.Message;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a CTC recogniser with random weights in NeMo's layout: what it says means nothing, and what it costs is close
 * to a real one of its size. Convolutions that take a frame of eight; then layers of two feed-forward networks,
 * attention over the whole clip, and a convolution in time, as a FastConformer has them, without its relative positions.
 */
final class SizedRecognizer {

    /**
     * How large.
     *
     * @param half weights of 16 bits, else of 32
     */
    record Size(int width, int layers, int heads, boolean half) {
        /** 0.56 billion weights: about those of the Parakeet models called 0.6b. */
        static final Size PARAKEET = new Size(1_024, 24, 8, true);

        int type() {
            return half ? OnnxFile.FLOAT16 : OnnxFile.FLOAT;
        }

        int bytes() {
            return half ? Short.BYTES : Float.BYTES;
        }
    }

    private static final String WEIGHTS = "model.onnx.data";
    private static final int BANDS = 80;
    private static final int VOCABULARY = 1_024;
    private static final int EXPANSION = 4;
    private static final int KERNEL = 9;
    private static final int CHUNK = 1 << 16;

    private final Size size;
    private final OutputStream data;
    private final Random random = new Random(1);
    private final List<Message> nodes = new ArrayList<>();
    private final List<Message> weights = new ArrayList<>();
    private long offset;
    private int names;

    private SizedRecognizer(Size size, OutputStream data) {
        this.size = size;
        this.data = data;
    }

    /** Writes {@code model.onnx}, its weights and {@code tokens.txt} into a folder. @return the first */
    static Path write(Path folder, Size size) throws IOException {
        Files.writeString(
                folder.resolve("tokens.txt"),
                IntStream.range(0, VOCABULARY).mapToObj(i -> "▁w" + i + " " + i).collect(Collectors.joining("\n"))
                        + "\n<blk> " + VOCABULARY + "\n");
        try (OutputStream data = new BufferedOutputStream(Files.newOutputStream(folder.resolve(WEIGHTS)), CHUNK)) {
            Message graph = new SizedRecognizer(size, data).graph();
            return OnnxFile.write(
                    folder.resolve("model.onnx"),
                    graph,
                    "vocab_size",
                    String.valueOf(VOCABULARY),
                    "subsampling_factor",
                    "8",
                    "normalize_type",
                    "per_feature",
                    "model_type",
                    "random weights");
        }
    }

    private Message graph() throws IOException {
        String x = cast("audio_signal", size.type());
        for (int i = 0, in = BANDS; i < 3; i++, in = size.width()) {
            String kernel = weight(3L * in, size.width(), in, 3);
            x = apply(
                    "Relu",
                    apply("Conv", x + " " + kernel, OnnxFile.numbers("strides", 2), OnnxFile.numbers("pads", 1, 1)));
        }
        x = transposed(x, 0, 2, 1);
        for (int i = 0; i < size.layers(); i++) x = layer(x);
        String logits = cast(times(x, size.width(), VOCABULARY + 1), OnnxFile.FLOAT);
        nodes.add(OnnxFile.node("LogSoftmax", logits, "logprobs", OnnxFile.number("axis", 2)));
        return OnnxFile.graph(
                "sized",
                nodes,
                weights,
                new Message[] {
                    OnnxFile.value("audio_signal", OnnxFile.FLOAT, -1, BANDS, -1),
                    OnnxFile.value("length", OnnxFile.INT64, -1)
                },
                new Message[] {OnnxFile.value("logprobs", OnnxFile.FLOAT, -1, -1, VOCABULARY + 1)});
    }

    private String layer(String input) throws IOException {
        String x = added(input, feedForward(normalized(input)));
        x = added(x, attention(normalized(x)));
        x = added(x, convolution(normalized(x)));
        return added(x, feedForward(normalized(x)));
    }

    private String feedForward(String x) throws IOException {
        int inner = EXPANSION * size.width();
        return times(apply("Relu", times(x, size.width(), inner)), inner, size.width());
    }

    private String attention(String x) throws IOException {
        String q = transposed(headed(x), 0, 2, 1, 3);
        String k = transposed(headed(x), 0, 2, 3, 1);
        String v = transposed(headed(x), 0, 2, 1, 3);
        String weighed = apply("Softmax", apply("MatMul", q + " " + k), OnnxFile.number("axis", 3));
        String heard = transposed(apply("MatMul", weighed + " " + v), 0, 2, 1, 3);
        String joined = apply("Reshape", heard + " " + shape(0, 0, size.width()));
        return times(joined, size.width(), size.width());
    }

    private String headed(String x) throws IOException {
        int each = size.width() / size.heads();
        return apply("Reshape", times(x, size.width(), size.width()) + " " + shape(0, 0, size.heads(), each));
    }

    private String convolution(String x) throws IOException {
        String kernel = weight(KERNEL, size.width(), 1, KERNEL);
        String along = apply(
                "Conv",
                transposed(times(x, size.width(), size.width()), 0, 2, 1) + " " + kernel,
                OnnxFile.number("group", size.width()),
                OnnxFile.numbers("pads", KERNEL / 2, KERNEL / 2));
        return times(transposed(along, 0, 2, 1), size.width(), size.width());
    }

    private String normalized(String x) throws IOException {
        return apply("LayerNormalization", x + " " + weight(1, size.width()));
    }

    private String times(String x, long from, long to) throws IOException {
        return apply("MatMul", x + " " + weight(from, from, to));
    }

    private String added(String a, String b) {
        return apply("Add", a + " " + b);
    }

    private String transposed(String x, long... order) {
        return apply("Transpose", x, OnnxFile.numbers("perm", order));
    }

    private String cast(String x, int type) {
        return apply("Cast", x, OnnxFile.number("to", type));
    }

    private String shape(long... dimensions) {
        ByteBuffer bytes = ByteBuffer.allocate(dimensions.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long dimension : dimensions) bytes.putLong(dimension);
        String name = "s" + names++;
        nodes.add(OnnxFile.constant(name, OnnxFile.INT64, bytes.array(), dimensions.length));
        return name;
    }

    private String apply(String operator, String inputs, Message... attributes) {
        String name = "x" + names++;
        nodes.add(OnnxFile.node(operator, inputs, name, attributes));
        return name;
    }

    /** Random weights, so small that what goes in comes out about as large. @param fanIn numbers that one sums up */
    private String weight(long fanIn, long... dimensions) throws IOException {
        long count = 1;
        for (long dimension : dimensions) count *= dimension;
        double scale = 1 / Math.sqrt(fanIn);
        long length = count * size.bytes();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (long i = 0; i < count; i++) {
            float value = (float) (scale * (2 * random.nextFloat() - 1));
            if (size.half()) buffer.putShort(Half.of(value));
            else buffer.putFloat(value);
            if (buffer.remaining() < Float.BYTES || i == count - 1) {
                data.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
        String name = "w" + names++;
        weights.add(OnnxFile.weights(name, size.type(), WEIGHTS, offset, length, dimensions));
        offset += length;
        return name;
    }
}
