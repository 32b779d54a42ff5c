package io.colloquy.speech.onnx;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a transducer, all in one folder. */
record TransducerFiles(Path encoder, Path decoder, Path joiner, Path tokens) {

    /**
     * What belongs to an encoder: the files whose names say {@code decoder} and {@code joiner} where its own says
     * {@code encoder} ({@code encoder.int8.onnx}: {@code decoder.int8.onnx}), or else {@code decoder.onnx} and {@code
     * joiner.onnx}, for not all that comes with a small encoder need be small.
     */
    static TransducerFiles of(Path encoder) {
        return new TransducerFiles(
                encoder, beside(encoder, "decoder"), beside(encoder, "joiner"), NemoEncoder.tokensOf(encoder));
    }

    private static Path beside(Path encoder, String part) {
        Path plain = encoder.resolveSibling(part + ".onnx");
        String name = encoder.getFileName().toString();
        if (!name.contains("encoder")) return plain;
        Path alike = encoder.resolveSibling(name.replace("encoder", part));
        return Files.exists(alike) || !Files.exists(plain) ? alike : plain;
    }
}
