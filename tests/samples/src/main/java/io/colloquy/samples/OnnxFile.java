package io.colloquy.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes ONNX files by hand: protobuf, whose every field is a number, a kind and a value. Field numbers are those of
 * {@code onnx.proto3}.
 */
public final class OnnxFile {
    public static final int FLOAT = 1;
    public static final int FLOAT16 = 10;
    public static final int INT64 = 7;
    public static final int BOOL = 9;
    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;
    private static final int VARINT = 0;
    private static final int BYTES = 2;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;
    private static final int ATTRIBUTE_GRAPH = 5;
    private static final int EXTERNAL = 1;
    private static final int ATTRIBUTE_TENSOR = 4;

    private OnnxFile() {}

    /** A message under construction. */
    public static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        public Message number(int field, long value) {
            varint((long) field << 3 | VARINT);
            varint(value);
            return this;
        }

        public Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        public Message with(int field, Message value) {
            return bytes(field, value.out.toByteArray());
        }

        public Message bytes(int field, byte[] value) {
            varint((long) field << 3 | BYTES);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }

    /** @param dimensions -1 where open */
    public static Message value(String name, int type, long... dimensions) {
        Message shape = new Message();
        for (long dimension : dimensions)
            shape.with(1, dimension < 0 ? new Message().text(2, "any") : new Message().number(1, dimension));
        Message tensor = new Message().number(1, type).with(2, shape);
        return new Message().text(1, name).with(2, new Message().with(1, tensor));
    }

    /** @param inputs and outputs, separated by spaces; none where empty */
    public static Message node(String operator, String inputs, String outputs, Message... attributes) {
        Message node = new Message();
        if (!inputs.isEmpty()) for (String input : inputs.split(" ")) node.text(1, input);
        for (String output : outputs.split(" ")) node.text(2, output);
        node.text(4, operator);
        for (Message attribute : attributes) node.with(5, attribute);
        return node;
    }

    public static Message graphAttribute(String name, Message graph) {
        return new Message().text(1, name).with(6, graph).number(20, ATTRIBUTE_GRAPH);
    }

    public static Message number(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
    }

    public static Message numbers(String name, long... values) {
        Message attribute = new Message().text(1, name);
        for (long value : values) attribute.number(8, value);
        return attribute.number(20, ATTRIBUTE_INTS);
    }

    /** Weights that lie in a file beside the model. */
    public static Message weights(String name, int type, String file, long offset, long length, long... dimensions) {
        Message tensor = new Message();
        for (long dimension : dimensions) tensor.number(1, dimension);
        tensor.number(2, type).text(8, name);
        tensor.with(13, new Message().text(1, "location").text(2, file));
        tensor.with(13, new Message().text(1, "offset").text(2, String.valueOf(offset)));
        tensor.with(13, new Message().text(1, "length").text(2, String.valueOf(length)));
        return tensor.number(14, EXTERNAL);
    }

    /** The same with weights. */
    public static Message graph(
            String name, List<Message> nodes, List<Message> weights, Message[] inputs, Message[] outputs) {
        Message graph = graph(name, nodes.toArray(Message[]::new), inputs, outputs);
        weights.forEach(tensor -> graph.with(5, tensor));
        return graph;
    }

    /** A constant of one value: little-endian bytes of its type. */
    public static Message constant(String output, int type, byte[] value, long... dimensions) {
        Message tensor = new Message();
        for (long dimension : dimensions) tensor.number(1, dimension);
        tensor.number(2, type).bytes(9, value);
        return node(
                "Constant",
                "",
                output,
                new Message().text(1, "value").with(5, tensor).number(20, ATTRIBUTE_TENSOR));
    }

    /** A graph: its nodes, inputs and outputs. */
    public static Message graph(String name, Message[] nodes, Message[] inputs, Message[] outputs) {
        Message graph = new Message();
        for (Message node : nodes) graph.with(1, node);
        graph.text(2, name);
        for (Message input : inputs) graph.with(11, input);
        for (Message output : outputs) graph.with(12, output);
        return graph;
    }

    /** @param metadata keys and values in turns */
    public static Path write(Path file, Message graph, String... metadata) throws IOException {
        Message model = new Message().number(1, IR_VERSION).with(7, graph);
        model.with(8, new Message().text(1, "").number(2, OPSET));
        for (int i = 0; i < metadata.length; i += 2)
            model.with(14, new Message().text(1, metadata[i]).text(2, metadata[i + 1]));
        return Files.write(file, model.out.toByteArray());
    }
}
