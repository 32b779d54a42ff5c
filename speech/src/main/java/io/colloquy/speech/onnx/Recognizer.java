package io.colloquy.speech.onnx;

import ai.onnxruntime.OrtException;
import io.colloquy.schemas.Word;
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
    static Recognizer load(Path file, int intraOpThreads) {
        OnnxModel model = OnnxModel.load(file, intraOpThreads, LAYOUT);
        boolean transducer = model.metadata("pred_hidden").isPresent();
        return transducer ? NemoTransducerRecognizer.load(model) : model.orClose(() -> new NemoCtcRecognizer(model));
    }

    /** A name that changes with the contents of the files. */
    String name();

    /** What the model is fed for a clip: mel frames, one after the other. */
    float[] features(float[] samples);

    /** Frames to which a clip's features are padded; only clips of one padded length share a batch. */
    int paddedFrames(float[] features);

    /**
     * Recognises clips of one padded length.
     *
     * @param clips features of each
     * @return the words of each, in the same order, with times from the clip's start
     */
    List<List<Word>> recognize(List<float[]> clips) throws OrtException;

    @Override
    void close();
}
