package io.colloquy.speech.onnx;

import static io.colloquy.samples.OnnxFile.graph;
import static io.colloquy.samples.OnnxFile.node;
import static io.colloquy.samples.OnnxFile.value;

import io.colloquy.samples.OnnxFile;
import io.colloquy.samples.OnnxFile.Message;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A speaker embedding model that does not end on a clip whose first feature is above a threshold: a Loop whose condition
 * stays true.
 */
public final class EndlessModel {
    private static final long MOST = Long.MAX_VALUE;

    private EndlessModel() {}

    /** @param sound whether only a clip with sound does not end, or each */
    public static Path write(Path file, boolean sound) throws IOException {
        Message body = graph(
                "body",
                new Message[] {node("Identity", "going", "still"), node("Identity", "carried", "next")},
                new Message[] {
                    value("turn", OnnxFile.INT64), value("going", OnnxFile.BOOL), value("carried", OnnxFile.FLOAT, 1, 2)
                },
                new Message[] {value("still", OnnxFile.BOOL), value("next", OnnxFile.FLOAT, 1, 2)});
        Message whole = graph(
                "endless",
                new Message[] {
                    OnnxFile.constant("most", OnnxFile.INT64, littleEndian(MOST)),
                    OnnxFile.constant("level", OnnxFile.FLOAT, floats(sound ? -10f : -1000f)),
                    OnnxFile.constant("pair", OnnxFile.FLOAT, floats(1f, 2f), 1, 2),
                    node("ReduceMax", "x", "loudest", keepNone()),
                    node("Greater", "loudest level", "loud"),
                    node("Loop", "most loud pair", "embedding", OnnxFile.graphAttribute("body", body))
                },
                new Message[] {value("x", OnnxFile.FLOAT, 1, -1, 80)},
                new Message[] {value("embedding", OnnxFile.FLOAT, 1, 2)});
        return OnnxFile.write(
                file,
                whole,
                "framework",
                "wespeaker",
                "output_dim",
                "2",
                "normalize_samples",
                "1",
                "feature_normalize_type",
                "");
    }

    private static Message keepNone() {
        return new Message().text(1, "keepdims").number(3, 0).number(20, 2);
    }

    private static byte[] littleEndian(long value) {
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (value >>> 8 * i);
        return bytes;
    }

    private static byte[] floats(float... values) {
        byte[] bytes = new byte[Float.BYTES * values.length];
        for (int i = 0; i < values.length; i++) {
            int bits = Float.floatToIntBits(values[i]);
            for (int b = 0; b < Float.BYTES; b++) bytes[Float.BYTES * i + b] = (byte) (bits >>> 8 * b);
        }
        return bytes;
    }
}
