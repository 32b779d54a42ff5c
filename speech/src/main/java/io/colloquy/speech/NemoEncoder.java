package io.colloquy.speech;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How all recognisers of NVIDIA NeMo are fed: {@code audio_signal} f32 [B,F,T] and {@code length} i64 [B]. Metadata
 * {@code vocab_size} (without the blank), {@code subsampling_factor}, {@code normalize_type} ({@code per_feature};
 * {@code NA} or empty for none). Owns the model. Safe for use by several threads.
 */
final class NemoEncoder implements AutoCloseable {
    private static final int FRAME_MILLIS = 10;

    private final OnnxModel model;
    private final MelFrames frames;
    private final boolean standardized;
    private final int subsampling;
    private final Tokens tokens;
    private final BufferPool buffers = new BufferPool();

    NemoEncoder(OnnxModel model, MelFrames frames) {
        this.model = model;
        this.frames = frames;
        expectBands();
        this.standardized = standardized();
        this.subsampling = model.metadataNumber("subsampling_factor");
        this.tokens = tokens(tokensOf(model.file()));
    }

    private void expectBands() {
        long[] shape = model.inputShape(0);
        if (shape.length != 3 || shape[1] > 0 && shape[1] != frames.bands())
            throw model.unfit("expected a first input [B," + frames.bands() + ",T], but it has the shape "
                    + OnnxModel.shape(shape));
    }

    private boolean standardized() {
        String type = model.metadata("normalize_type").orElse("");
        if (type.isEmpty() || type.equals("NA")) return false;
        if (type.equals("per_feature")) return true;
        throw model.unfit("its metadata says normalize_type=" + type + ", but only per_feature and none are known");
    }

    private Tokens tokens(Path list) {
        Tokens listed = Tokens.read(list);
        int vocabulary = model.metadataNumber("vocab_size");
        if (listed.count() != vocabulary + 1)
            throw model.unfit(
                    "it knows " + vocabulary + " tokens and a blank, but " + list + " lists " + listed.count());
        return listed;
    }

    /** The list of symbols lies beside the model. */
    static Path tokensOf(Path model) {
        return model.resolveSibling("tokens.txt");
    }

    OnnxModel model() {
        return model;
    }

    Tokens tokens() {
        return tokens;
    }

    /** Frames of features for one frame of the output. */
    int subsampling() {
        return subsampling;
    }

    /** Duration of one frame of the output. */
    int frameMillis() {
        return subsampling * FRAME_MILLIS;
    }

    /** What the model is fed for a clip: mel frames [T,F]. */
    float[] features(float[] samples) {
        float[] features = frames.of(samples, 1);
        if (standardized) frames.standardize(features);
        return features;
    }

    /** How many frames a clip's features [T,F] have. */
    int frames(float[] features) {
        return features.length / frames.bands();
    }

    /**
     * Frames to which a clip is padded. This depends on nothing but its own length, and only clips padded to the same
     * length share a batch, so that the company cannot change what the model computes. At most a quarter is padding
     * (above 32 frames), and a GPU sees few different shapes.
     */
    static int paddedFrames(int frames) {
        int step = Math.max(32, Integer.highestOneBit(Math.max(1, frames - 1)) / 4);
        return (frames + step - 1) / step * step;
    }

    /**
     * Runs the model.
     *
     * @param clips features [T,F] of each, all of one padded length, which is not 0
     * @return whatever it gives, for the caller to close
     */
    OrtSession.Result run(List<float[]> clips) throws OrtException {
        int padded = paddedFrames(frames(clips.get(0)));
        FloatBuffer signal = signal(clips, padded);
        try (OnnxTensor input = model.tensor(signal, clips.size(), frames.bands(), padded);
                OnnxTensor lengths = model.tensor(lengths(clips), clips.size())) {
            return model.run(Map.of(model.input(0), input, model.input(1), lengths));
        } finally {
            buffers.give(signal);
        }
    }

    private LongBuffer lengths(List<float[]> clips) {
        return OnnxModel.longs(clips.stream().mapToLong(this::frames).toArray());
    }

    /** Clips as [B,F,T], zeros behind each. */
    private FloatBuffer signal(List<float[]> clips, int padded) {
        int bands = frames.bands();
        FloatBuffer signal = buffers.take(clips.size() * bands * padded);
        float[] row = new float[padded];
        for (float[] clip : clips) {
            int count = frames(clip);
            Arrays.fill(row, count, padded, 0);
            for (int band = 0; band < bands; band++) {
                for (int t = 0; t < count; t++) row[t] = clip[t * bands + band];
                signal.put(row);
            }
        }
        return signal.flip();
    }

    /** How many frames of each clip count, as a transducer's encoder says in its second output. */
    long[] counts(OrtSession.Result heard, int clips) {
        OnnxTensor counts = model.output(heard, 1, clips);
        return switch (counts.getInfo().type) {
            case INT32 ->
                IntStream.range(0, clips).mapToLong(counts.getIntBuffer()::get).toArray();
            case INT64 ->
                IntStream.range(0, clips).mapToLong(counts.getLongBuffer()::get).toArray();
            default ->
                throw model.unfit("expected whole numbers as " + model.output(1) + ", but it is " + counts.getInfo());
        };
    }

    @Override
    public void close() {
        model.close();
    }
}
