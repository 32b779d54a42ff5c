package io.colloquy.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelException;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.api.SpeakerEmbedding;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * A speaker model of 3D-Speaker or WeSpeaker as exported for sherpa-onnx: features f32 [N,T,80] → embedding [N,D];
 * metadata {@code framework}, {@code output_dim}, {@code normalize_samples} (1: samples in [-1, 1), 0: in PCM's own
 * range), {@code feature_normalize_type} ({@code global-mean} or empty). Safe for use by several threads.
 */
public final class SpeakerEmbeddingModel implements AutoCloseable {
    private static final String LAYOUT =
            "a speaker embedding model of 3D-Speaker or WeSpeaker for sherpa-onnx (one input [N,T,80], one output [N,D])";
    /** 0.4 s: less audio says next to nothing of a voice, and is shorter than what some models can take. */
    private static final int LEAST_FRAMES = 40;

    private static final int TRIAL_SAMPLES = Timeline.SAMPLE_RATE;

    private final OnnxModel model;
    private final MelFrames frames = MelFrames.kaldi();
    private final BufferPool buffers = new BufferPool();
    private final float scale;
    private final boolean centered;
    private final int dimensions;

    private SpeakerEmbeddingModel(OnnxModel model) {
        this.model = model;
        model.expectNodes(1, 1, LAYOUT);
        String framework = model.metadata("framework").orElse("");
        if (!framework.equals("wespeaker") && !framework.equals("3d-speaker"))
            throw model.unfit("expected " + LAYOUT + ", but its metadata says framework=" + framework);
        this.scale = model.metadataNumber("normalize_samples") == 0 ? 32_768 : 1;
        this.dimensions = model.metadataNumber("output_dim");
        String type = model.metadata("feature_normalize_type").orElse("");
        if (!type.isEmpty() && !type.equals("global-mean"))
            throw model.unfit(
                    "its metadata says feature_normalize_type=" + type + ", but only global-mean and none are known");
        this.centered = !type.isEmpty();
    }

    /** @throws ModelException where the file is missing, of another layout, or does not run */
    public static SpeakerEmbeddingModel load(Path file, ModelLoader loader) {
        OnnxModel model = loader.load(file, LAYOUT);
        return model.orClose(() -> new SpeakerEmbeddingModel(model).tried());
    }

    /** Once on silence: what fails there, fails always. */
    private SpeakerEmbeddingModel tried() {
        try (Guard guard = begin();
                OrtSession.Result result = run(features(new float[TRIAL_SAMPLES]), guard)) {
            vector(result);
            return this;
        } catch (InferenceException e) {
            throw model.failedTrial("on a second of silence", e);
        }
    }

    /** A name that changes with the contents of the file. */
    public String name() {
        return OnnxModel.fingerprint(model.file());
    }

    /** What the model is fed for a clip: mel frames [T,80]. */
    public float[] features(float[] samples) {
        float[] features = frames.of(samples, scale);
        if (centered) frames.removeMeans(features);
        return features;
    }

    /**
     * The speaker embedding of one clip; none where the clip is shorter than 0.4 s or the model gives nothing
     * that has a direction: its words are fine all the same. Clips go one by one: the layout has no input for lengths,
     * so that padding would become part of the voice.
     *
     * @param features [T,80]
     * @param guard of this run, from {@link #begin}
     * @throws InferenceException where there is none because of a fault; where it is no vector of numbers, too
     */
    public SpeakerEmbedding embed(float[] features, Guard guard) {
        if (frames(features) < LEAST_FRAMES) return SpeakerEmbedding.NONE;
        try (OrtSession.Result result = run(features, guard)) {
            float[] vector = vector(result);
            for (float component : vector)
                if (!Float.isFinite(component)) throw new NotANumberException().of(ModelRole.VOICEPRINT);
            return SpeakerEmbedding.of(vector);
        }
    }

    /** A run begins now, and lasts until the guard is closed. */
    public Guard begin() {
        return model.begin();
    }

    private static int frames(float[] features) {
        return features.length / MelFrames.BANDS;
    }

    private OrtSession.Result run(float[] features, Guard guard) {
        FloatBuffer buffer = buffers.take(features.length).put(features).flip();
        try (OnnxTensor input = model.tensor(buffer, 1, frames(features), MelFrames.BANDS)) {
            return model.run(Map.of(model.input(0), input), guard);
        } finally {
            buffers.give(buffer);
        }
    }

    private float[] vector(OrtSession.Result result) {
        FloatBuffer embedding = ((OnnxTensor) result.get(0)).getFloatBuffer();
        if (embedding.remaining() != dimensions)
            throw model.unfit("its metadata says output_dim=" + dimensions + ", but it gave " + embedding.remaining());
        float[] vector = new float[dimensions];
        embedding.get(vector);
        return vector;
    }

    @Override
    public void close() {
        model.close();
    }
}
