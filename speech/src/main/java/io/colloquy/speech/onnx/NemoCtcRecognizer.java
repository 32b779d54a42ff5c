package io.colloquy.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.colloquy.schemas.Word;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A recogniser of NVIDIA NeMo's CTC family as exported for sherpa-onnx: what {@link NemoEncoder} says, with F = 80 →
 * log probabilities [B,T',V+1].
 */
final class NemoCtcRecognizer implements Recognizer {
    private final NemoEncoder encoder;
    private final CtcDecoder decoder;

    /** Owns the model, but only when it has been made. */
    NemoCtcRecognizer(OnnxModel model) {
        model.expectNodes(2, 1, LAYOUT);
        this.encoder = new NemoEncoder(model, MelFrames.nemo());
        this.decoder = new CtcDecoder(encoder.tokens(), encoder.frameMillis());
    }

    @Override
    public String name() {
        return OnnxModel.fingerprint(
                encoder.model().file(), NemoEncoder.tokensOf(encoder.model().file()));
    }

    @Override
    public float[] features(float[] samples) {
        return encoder.features(samples);
    }

    @Override
    public Guard begin() {
        return encoder.model().begin();
    }

    @Override
    public int frames(float[] features) {
        return encoder.frames(features);
    }

    @Override
    public int paddedFrames(float[] features) {
        return encoder.paddedFrames(features);
    }

    @Override
    public List<List<Word>> recognize(List<float[]> clips, Guard guard) {
        return encoder.recognize(clips, this::decode, guard);
    }

    private List<List<Word>> decode(OrtSession.Result result, List<float[]> clips, Guard guard) {
        OnnxTensor output = (OnnxTensor) result.get(0);
        int symbols = encoder.tokens().count();
        long[] shape = output.getInfo().getShape();
        if (shape.length != 3 || shape[2] != symbols)
            throw encoder.model()
                    .unfit("expected an output [B,T," + symbols + "], but it has the shape " + OnnxModel.shape(shape));
        FloatBuffer logProbabilities = output.getFloatBuffer();
        List<List<Word>> words = new ArrayList<>(clips.size());
        for (int i = 0; i < clips.size(); i++) {
            int valid = (int) Math.min(shape[1], encoder.frames(clips.get(i)) / encoder.subsampling());
            words.add(decoder.decode(logProbabilities, Math.toIntExact(i * shape[1] * shape[2]), valid));
        }
        return words;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
