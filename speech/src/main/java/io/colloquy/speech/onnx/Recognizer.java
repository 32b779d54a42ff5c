package io.colloquy.speech.onnx;

import io.colloquy.schemas.Word;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelException;
import java.nio.file.Path;
import java.util.List;

/** Says what is spoken in clips. Safe for use by several threads; {@link #close} must not overlap with another call. */
public interface Recognizer extends AutoCloseable {
    String LAYOUT = "a recogniser for sherpa-onnx: NeMo CTC (inputs [B,80,T] and [B], one output), or the encoder of a"
            + " NeMo transducer (inputs [B,F,T] and [B], two outputs, pred_hidden in its metadata)";

    /**
     * Loads a recogniser of whatever family the file's own metadata tells.
     *
     * @throws ModelException where a file is missing or of another layout
     */
    static Recognizer load(Path file, ModelLoader loader) {
        OnnxModel model = loader.load(file, LAYOUT);
        boolean transducer = model.metadata("pred_hidden").isPresent();
        return transducer
                ? NemoTransducerRecognizer.load(model, loader)
                : model.orClose(() -> new NemoCtcRecognizer(model));
    }

    /** A name that changes with the contents of the files. */
    String name();

    /** What the model is fed for a clip: mel frames, one after the other. */
    float[] features(float[] samples);

    /** How many frames a clip's features have. */
    int frames(float[] features);

    /** Frames to which a clip's features are padded; only clips of one padded length share a batch. */
    int paddedFrames(float[] features);

    /**
     * Recognises clips of one padded length.
     *
     * @param clips features of each
     * @param guard of this run, from {@link #begin}
     * @return the words of each, in the same order, with times from the clip's start
     * @throws InferenceException where there are none
     */
    List<List<Word>> recognize(List<float[]> clips, Guard guard);

    /** A run begins now, and lasts until the guard is closed. */
    Guard begin();

    @Override
    void close();
}
