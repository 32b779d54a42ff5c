package io.colloquy.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelRole;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How all recognisers of NVIDIA NeMo are fed: {@code audio_signal} f32 [B,F,T] and {@code length} i64 [B]. Metadata
 * {@code vocab_size} (without the blank), {@code subsampling_factor}, {@code normalize_type} ({@code per_feature};
 * {@code NA} or empty for none). Owns the model. Safe for use by several threads.
 */
final class NemoEncoder implements AutoCloseable {
    /** What is made of a run's outputs: the words of each clip. */
    interface Reading {
        List<List<Word>> read(OrtSession.Result result, List<float[]> clips, Guard guard);
    }

    private static final Logger LOG = LoggerFactory.getLogger(NemoEncoder.class);
    private static final int FRAME_MILLIS = 10;
    private static final int TRIAL_FRAMES = 64;
    /** Share of the largest number: sums in another order differ by 1e-5 and less, rounding to 8 bits by 1e-2. */
    private static final float SAME = 1e-3f;

    private final OnnxModel model;
    private final MelFrames frames;
    private final boolean standardized;
    private final int subsampling;
    private final Tokens tokens;
    private final boolean heedsCompany;
    private final BufferPool buffers = new BufferPool();

    NemoEncoder(OnnxModel model, MelFrames frames) {
        this.model = model;
        this.frames = frames;
        expectBands();
        this.standardized = standardized();
        this.subsampling = model.metadataNumber("subsampling_factor");
        this.tokens = tokens(tokensOf(model.file()));
        this.heedsCompany = tryCompany();
        if (heedsCompany)
            LOG.info(
                    "{} runs clips one by one: others in its batch would change what it makes of a clip", model.file());
    }

    private void expectBands() {
        long[] shape = model.inputShape(0);
        if (shape.length != 3 || shape[1] > 0 && shape[1] != frames.bands())
            throw model.unfit("expected " + Recognizer.LAYOUT + ", with " + frames.bands()
                    + " bands, but its first input has the shape " + OnnxModel.shape(shape));
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

    private boolean tryCompany() {
        Random random = new Random(1);
        float[] clip = new float[TRIAL_FRAMES * frames.bands()], other = new float[clip.length];
        for (int i = 0; i < clip.length; i++) {
            clip[i] = (float) random.nextGaussian();
            other[i] = 4 * (float) random.nextGaussian();
        }
        try (Guard guard = model.begin()) {
            float[] alone = alone(clip, guard);
            return companyChanges(alone, List.of(clip, other), guard);
        }
    }

    private float[] alone(float[] clip, Guard guard) {
        try (OrtSession.Result result = run(List.of(clip), guard)) {
            return first(result, 1);
        } catch (InferenceException e) {
            throw model.failedTrial("on " + TRIAL_FRAMES + " frames", e);
        }
    }

    private boolean companyChanges(float[] alone, List<float[]> company, Guard guard) {
        try (OrtSession.Result result = run(company, guard)) {
            return differ(alone, first(result, company.size()));
        } catch (InferenceException e) {
            if (e.fault() != Fault.CLIP || e.isPassing()) throw e;
            return true;
        }
    }

    /** What came of the first of so many clips. */
    private float[] first(OrtSession.Result result, int clips) {
        FloatBuffer output = model.output(result, 0, clips, -1, -1).getFloatBuffer();
        if (output == null) throw model.unfit("expected " + model.output(0) + " to be of floats");
        float[] first = new float[output.remaining() / clips];
        output.get(first);
        return first;
    }

    /** Whether numbers differ by more than rounding; what is no number differs from all, an infinity from all others. */
    static boolean differ(float[] a, float[] b) {
        float most = 0, difference = 0;
        for (int i = 0; i < a.length; i++) {
            if (a[i] == b[i] && Float.isInfinite(a[i])) continue;
            most = Math.max(most, Math.abs(a[i]));
            float apart = Math.abs(a[i] - b[i]);
            if (!Float.isFinite(apart)) return true;
            difference = Math.max(difference, apart);
        }
        return difference > SAME * most;
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

    /**
     * Whether what the model makes of a clip changes with the clips beside it, so that clips are run one by one. Files
     * with weights of 8 bits often round what the weights meet by its range over the whole batch; others take no more
     * than one clip at all.
     */
    boolean heedsCompany() {
        return heedsCompany;
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

    int paddedFrames(float[] features) {
        return paddedFrames(frames(features));
    }

    /** The words of clips of one padded length, run together unless that would change them. */
    List<List<Word>> recognize(List<float[]> clips, Reading reading, Guard guard) {
        if (paddedFrames(clips.get(0)) == 0)
            return clips.stream().map(clip -> List.<Word>of()).toList();
        if (!heedsCompany) return read(clips, reading, guard);
        List<List<Word>> words = new ArrayList<>(clips.size());
        for (float[] clip : clips) words.addAll(read(List.of(clip), reading, guard));
        return words;
    }

    private List<List<Word>> read(List<float[]> clips, Reading reading, Guard guard) {
        try (OrtSession.Result result = run(clips, guard)) {
            return reading.read(result, clips, guard);
        } catch (NotANumberException e) {
            throw e.of(ModelRole.RECOGNIZER);
        }
    }

    /**
     * Runs the model.
     *
     * @param clips features [T,F] of each, all of one padded length, which is not 0
     * @return whatever it gives, for the caller to close
     */
    OrtSession.Result run(List<float[]> clips, Guard guard) {
        int padded = paddedFrames(frames(clips.get(0)));
        FloatBuffer signal = signal(clips, padded);
        try (OnnxTensor input = model.tensor(signal, clips.size(), frames.bands(), padded);
                OnnxTensor lengths = model.tensor(lengths(clips), clips.size())) {
            return model.run(Map.of(model.input(0), input, model.input(1), lengths), guard);
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
    long[] counts(OrtSession.Result result, int clips) {
        OnnxTensor counts = model.output(result, 1, clips);
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
