package io.colloquy.speech;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.colloquy.schemas.Word;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A recogniser of NVIDIA NeMo's CTC family as exported for sherpa-onnx: {@code audio_signal} f32 [B,80,T] and
 * {@code length} i64 [B] → log probabilities [B,T',V+1]; metadata {@code vocab_size}, {@code subsampling_factor},
 * {@code normalize_type} ({@code per_feature} or empty). Safe for use by several threads.
 */
final class NemoCtcRecognizer implements AutoCloseable {
    private static final String LAYOUT = "a NeMo CTC recogniser for sherpa-onnx (inputs [B,80,T] and [B], one output)";
    private static final int FRAME_MILLIS = 10;

    private final OnnxModel model;
    private final Tokens tokens;
    private final CtcDecoder decoder;
    private final MelFrames frames = MelFrames.nemo();
    private final boolean standardized;
    private final int subsampling;
    private final BufferPool buffers = new BufferPool();

    private NemoCtcRecognizer(OnnxModel model) {
        this.model = model;
        model.expectNodes(2, 1, LAYOUT);
        long[] shape = model.inputShape(0);
        if (shape.length != 3 || shape[1] > 0 && shape[1] != MelFrames.BANDS)
            throw model.unfit("expected " + LAYOUT + ", but its first input has the shape " + OnnxModel.shape(shape));
        this.standardized = standardized();
        this.subsampling = model.metadataNumber("subsampling_factor");
        Path list = tokensOf(model.file());
        this.tokens = Tokens.read(list);
        int vocabulary = model.metadataNumber("vocab_size");
        if (tokens.count() != vocabulary + 1)
            throw model.unfit(
                    "it knows " + vocabulary + " tokens and a blank, but " + list + " lists " + tokens.count());
        this.decoder = new CtcDecoder(tokens, subsampling * FRAME_MILLIS);
    }

    static NemoCtcRecognizer load(Path file, int intraOpThreads) {
        OnnxModel model = OnnxModel.load(file, intraOpThreads, LAYOUT);
        return model.orClose(() -> new NemoCtcRecognizer(model));
    }

    /** The list of symbols lies beside the model. */
    static Path tokensOf(Path model) {
        return model.resolveSibling("tokens.txt");
    }

    private boolean standardized() {
        String type = model.metadata("normalize_type").orElse("");
        if (!type.isEmpty() && !type.equals("per_feature"))
            throw model.unfit("its metadata says normalize_type=" + type + ", but only per_feature and none are known");
        return !type.isEmpty();
    }

    /** What the model is fed for a clip: mel frames [T,80]. */
    float[] features(float[] samples) {
        float[] features = frames.of(samples, 1);
        if (standardized) MelFrames.standardize(features);
        return features;
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
     * Recognises clips of one padded length.
     *
     * @param clips features [T,80] of each
     * @return the words of each, in the same order
     */
    List<List<Word>> recognize(List<float[]> clips) throws OrtException {
        int padded = paddedFrames(clips.get(0).length / MelFrames.BANDS);
        if (padded < subsampling)
            return clips.stream().map(clip -> List.<Word>of()).toList();
        FloatBuffer signal = signal(clips, padded);
        try (OnnxTensor input = model.tensor(signal, clips.size(), MelFrames.BANDS, padded);
                OnnxTensor lengths = model.tensor(lengths(clips), clips.size());
                OrtSession.Result result = model.run(Map.of(model.input(0), input, model.input(1), lengths))) {
            return decode((OnnxTensor) result.get(0), clips);
        } finally {
            buffers.give(signal);
        }
    }

    private static LongBuffer lengths(List<float[]> clips) {
        return OnnxModel.longs(
                clips.stream().mapToLong(clip -> clip.length / MelFrames.BANDS).toArray());
    }

    /** Clips as [B,80,T], zeros behind each. */
    private FloatBuffer signal(List<float[]> clips, int padded) {
        FloatBuffer signal = buffers.take(clips.size() * MelFrames.BANDS * padded);
        float[] row = new float[padded];
        for (float[] clip : clips) {
            int frames = clip.length / MelFrames.BANDS;
            Arrays.fill(row, frames, padded, 0);
            for (int band = 0; band < MelFrames.BANDS; band++) {
                for (int t = 0; t < frames; t++) row[t] = clip[t * MelFrames.BANDS + band];
                signal.put(row);
            }
        }
        return signal.flip();
    }

    private List<List<Word>> decode(OnnxTensor output, List<float[]> clips) {
        long[] shape = output.getInfo().getShape();
        if (shape.length != 3 || shape[2] != tokens.count())
            throw model.unfit(
                    "expected an output [B,T," + tokens.count() + "], but it has the shape " + OnnxModel.shape(shape));
        FloatBuffer logProbabilities = output.getFloatBuffer();
        List<List<Word>> words = new ArrayList<>(clips.size());
        for (int i = 0; i < clips.size(); i++) {
            int valid = (int) Math.min(shape[1], clips.get(i).length / MelFrames.BANDS / subsampling);
            words.add(decoder.decode(logProbabilities, Math.toIntExact(i * shape[1] * shape[2]), valid));
        }
        return words;
    }

    @Override
    public void close() {
        model.close();
    }
}
