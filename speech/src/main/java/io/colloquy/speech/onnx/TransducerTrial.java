package io.colloquy.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelException;
import java.util.List;
import java.util.Map;

/**
 * Runs a transducer's three files together once, on silence: whether they fit shows only then, for what they declare of
 * their shapes leaves much open.
 */
record TransducerTrial(NemoEncoder encoder, OnnxModel decoder, OnnxModel joiner) {
    private static final int FRAMES = 128;

    /**
     * The sizes of what goes from one to the other.
     *
     * @throws ModelException where they don't fit
     */
    TransducerHead.Sizes sizes() {
        try (Guard guard = encoder.model().begin()) {
            int width = width(guard);
            try (OrtSession.Result told = decode(guard)) {
                OnnxTensor memory = decoder.output(told, 0, 1, -1, 1);
                decoder.output(told, 2, layers(), 1, hidden());
                decoder.output(told, 3, layers(), 1, hidden());
                int size = (int) memory.getInfo().getShape()[1];
                return new TransducerHead.Sizes(width, layers(), hidden(), size, scores(width, memory, guard));
            }
        } catch (InferenceException e) {
            String others =
                    decoder.file().getFileName() + " and " + joiner.file().getFileName();
            throw encoder.model().failedTrial("as a NeMo transducer with " + others, e);
        }
    }

    private int layers() {
        return positive("pred_rnn_layers");
    }

    private int hidden() {
        return positive("pred_hidden");
    }

    private int positive(String key) {
        int number = encoder.model().metadataNumber(key);
        if (number < 1) throw encoder.model().unfit("its metadata says " + key + "=" + number);
        return number;
    }

    private int width(Guard guard) {
        float[] silence = encoder.features(new float[FRAMES * MelFrames.SHIFT]);
        try (OrtSession.Result result = encoder.run(List.of(silence), guard)) {
            encoder.counts(result, 1);
            OnnxTensor frames = encoder.model().output(result, 0, 1, -1, -1);
            return (int) frames.getInfo().getShape()[1];
        }
    }

    /** What the decoder makes of the beginning. */
    private OrtSession.Result decode(Guard guard) {
        int layers = layers(), hidden = hidden();
        try (OnnxTensor token = decoder.tensor(OnnxModel.ints(encoder.tokens().blank()), 1, 1);
                OnnxTensor length = decoder.tensor(OnnxModel.ints(1), 1);
                OnnxTensor state = decoder.tensor(OnnxModel.floats(layers * hidden), layers, 1, hidden)) {
            return decoder.run(
                    Map.ofEntries(
                            Map.entry(decoder.input(0), token),
                            Map.entry(decoder.input(1), length),
                            Map.entry(decoder.input(2), state),
                            Map.entry(decoder.input(3), state)),
                    guard);
        }
    }

    private int scores(int width, OnnxTensor memory, Guard guard) {
        try (OnnxTensor frame = joiner.tensor(OnnxModel.floats(width), 1, width, 1);
                OrtSession.Result joined = joiner.run(Map.of(joiner.input(0), frame, joiner.input(1), memory), guard)) {
            int scores = (int) joiner.output(joined, 0, 1, 1, 1, -1).getInfo().getShape()[3];
            int tokens = encoder.tokens().count();
            if (scores < tokens)
                throw joiner.unfit("expected scores of " + tokens + " tokens and of durations, but it gives " + scores);
            return scores;
        }
    }
}
