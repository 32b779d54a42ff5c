package io.colloquy.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.api.ModelException;
import io.colloquy.speech.api.SpeechOptions;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Silero's voice activity detector, versions 5 and 6 (github.com/snakers4/silero-vad): inputs window [B,576], state
 * [2,B,128] and rate (a scalar or [1]); outputs probability [B,1] and the next state. A window is 512 new samples after
 * the 64 before them, zeros where there are none.
 */
public final class SileroVad implements VoiceActivityDetector {
    private static final String LAYOUT =
            "Silero VAD version 5 or 6 (inputs [B,576], [2,B,128] and the rate; outputs [B,1] and [2,B,128])";
    private static final int CONTEXT = 64;
    private static final int NEW = 512;
    private static final int STATE = 2 * 128;

    private final OnnxModel model;
    private final Hysteresis hysteresis;
    private final String fingerprint;
    private final long[] rateShape;
    /** One lane a thread that is detecting: what a run reads and writes, kept from one part to the next. */
    private final Lanes<Lane> lanes = new Lanes<>(Lane::new, Lane::close);
    /** Detecting holds the read lock, so that closing waits for it: onnxruntime itself does not. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    private SileroVad(OnnxModel model, Hysteresis hysteresis, String fingerprint) {
        this.model = model;
        this.hysteresis = hysteresis;
        this.fingerprint = fingerprint;
        model.expectNodes(3, 2, LAYOUT);
        expectShape(0, 1, CONTEXT + NEW);
        expectShape(1, 2, 1, STATE / 2);
        this.rateShape = new long[model.inputShape(2).length];
        Arrays.fill(rateShape, 1);
        expectShape(2, rateShape);
    }

    /** @throws ModelException where the file is missing or of another layout */
    public static SileroVad load(Path file, SpeechOptions options) {
        OnnxModel model = OnnxModel.load(file, options.intraOpThreads(), LAYOUT);
        return model.orClose(
                () -> new SileroVad(model, new Hysteresis(options.speechThreshold()), fingerprint(file, options)));
    }

    /** What the file holds and the threshold decide what is speech. */
    private static String fingerprint(Path file, SpeechOptions options) {
        return OnnxModel.contents(file).hex().substring(0, 16) + " at " + options.speechThreshold();
    }

    private void expectShape(int input, long... wanted) {
        long[] declared = model.inputShape(input);
        boolean fits = declared.length == wanted.length;
        for (int i = 0; fits && i < wanted.length; i++) fits = declared[i] < 0 || declared[i] == wanted[i];
        if (!fits)
            throw model.unfit("expected " + LAYOUT + ", but its input " + model.input(input) + " has the shape "
                    + OnnxModel.shape(declared));
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Intervals detect(byte[] pcm) {
        int samples = Pcm16.samples(pcm);
        use.readLock().lock();
        try {
            if (closed) throw new IllegalStateException("the voice activity detector is closed");
            return hysteresis.speech(probabilities(pcm, samples), NEW, samples);
        } catch (OrtException e) {
            throw new IllegalStateException("voice activity of " + samples + " samples failed in " + model.file(), e);
        } finally {
            use.readLock().unlock();
        }
    }

    private float[] probabilities(byte[] pcm, int samples) throws OrtException {
        float[] probabilities = new float[(samples + NEW - 1) / NEW];
        return lanes.use(lane -> {
            lane.reset();
            for (int i = 0; i < probabilities.length; i++) probabilities[i] = lane.step(pcm, samples, i * NEW);
            return probabilities;
        });
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (closed) return;
            closed = true;
            lanes.close();
            model.close();
        } finally {
            use.writeLock().unlock();
        }
    }

    /**
     * The tensors of one detection. The state goes to and fro between two of them, so nothing is copied or allocated.
     */
    private final class Lane {
        private final float[] window = new float[CONTEXT + NEW];
        private final FloatBuffer input = OnnxModel.floats(window.length);
        private final FloatBuffer[] states = {OnnxModel.floats(STATE), OnnxModel.floats(STATE)};
        private final FloatBuffer probability = OnnxModel.floats(1);
        private final OnnxTensor inputTensor = model.tensor(input, 1, window.length);
        private final OnnxTensor[] stateTensors = {
            model.tensor(states[0], 2, 1, STATE / 2), model.tensor(states[1], 2, 1, STATE / 2)
        };
        private final OnnxTensor rateTensor = model.tensor(OnnxModel.longs(Timeline.SAMPLE_RATE), rateShape);
        private final OnnxTensor probabilityTensor = model.tensor(probability, 1, 1);
        /** What a run reads and writes when the state is in the first of the two tensors, and in the second. */
        private final List<Map<String, OnnxTensor>> inputs = List.of(inputs(0), inputs(1));

        private final List<Map<String, OnnxTensor>> outputs = List.of(outputs(1), outputs(0));
        private int current;

        Lane() throws OrtException {}

        private Map<String, OnnxTensor> inputs(int state) {
            return Map.of(model.input(0), inputTensor, model.input(1), stateTensors[state], model.input(2), rateTensor);
        }

        private Map<String, OnnxTensor> outputs(int state) {
            return Map.of(model.output(0), probabilityTensor, model.output(1), stateTensors[state]);
        }

        void reset() {
            current = 0;
            for (int i = 0; i < STATE; i++) states[0].put(i, 0);
        }

        float step(byte[] pcm, int samples, int from) throws OrtException {
            for (int i = 0; i < window.length; i++) {
                int at = from - CONTEXT + i;
                window[i] = at >= 0 && at < samples ? Pcm16.get(pcm, Short.BYTES * at) * Pcm16.UNIT : 0;
            }
            input.put(0, window);
            model.run(inputs.get(current), outputs.get(current));
            current = 1 - current;
            return probability.get(0);
        }

        void close() {
            inputTensor.close();
            stateTensors[0].close();
            stateTensors[1].close();
            rateTensor.close();
            probabilityTensor.close();
        }
    }
}
