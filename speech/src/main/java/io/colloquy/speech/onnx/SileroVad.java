package io.colloquy.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.ModelException;
import io.colloquy.speech.api.ModelRole;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Silero's voice activity detector, versions 5 and 6 (github.com/snakers4/silero-vad): inputs window [B,576], state
 * [2,B,128] and rate (a scalar or [1]); outputs probability [B,1] and the next state. A window is 512 new samples after
 * the 64 before them, zeros where there are none. Nothing carries over from one call to the next, so that the answer is
 * a function of the samples. Safe for use by several threads; {@link #close} must not overlap with another call.
 */
public final class SileroVad implements AutoCloseable {
    private static final String LAYOUT =
            "Silero VAD version 5 or 6 (inputs [B,576], [2,B,128] and the rate; outputs [B,1] and [2,B,128])";
    private static final int CONTEXT = 64;
    private static final int NEW = 512;
    private static final int STATE = 2 * 128;
    /** The probability from which a window is speech. */
    private static final float SPEECH = 0.5f;

    private final OnnxModel model;
    private final Hysteresis hysteresis = new Hysteresis(SPEECH);
    private final String fingerprint;
    private final long[] rateShape;
    /** One lane a thread that is detecting: what a run reads and writes, kept from one part to the next. */
    private final Lanes<Lane> lanes = new Lanes<>(Lane::new, Lane::close);

    private SileroVad(OnnxModel model) {
        this.model = model;
        // what the file holds and the threshold decide what is speech
        this.fingerprint = OnnxModel.contents(model.file()).hex().substring(0, 16) + " at " + SPEECH;
        model.expectNodes(3, 2, LAYOUT);
        expectShape(0, 1, CONTEXT + NEW);
        expectShape(1, 2, 1, STATE / 2);
        this.rateShape = new long[model.inputShape(2).length];
        Arrays.fill(rateShape, 1);
        expectShape(2, rateShape);
    }

    /** @throws ModelException where the file is missing, of another layout, or does not run */
    public static SileroVad load(Path file, ModelLoader loader) {
        OnnxModel model = loader.load(file, LAYOUT);
        return model.orClose(() -> new SileroVad(model).tried());
    }

    /** Once on silence: what fails there, fails always. */
    private SileroVad tried() {
        try (Guard guard = begin()) {
            detect(new byte[NEW * Short.BYTES], guard);
            return this;
        } catch (InferenceException e) {
            lanes.close();
            throw model.failedTrial("on silence", e);
        }
    }

    private void expectShape(int input, long... wanted) {
        long[] declared = model.inputShape(input);
        boolean fits = declared.length == wanted.length;
        for (int i = 0; fits && i < wanted.length; i++) fits = declared[i] < 0 || declared[i] == wanted[i];
        if (!fits)
            throw model.unfit("expected " + LAYOUT + ", but its input " + model.input(input) + " has the shape "
                    + OnnxModel.shape(declared));
    }

    /**
     * Tells this detector from every other that may answer otherwise: of the same samples, two detectors with one
     * fingerprint find the same speech.
     */
    public String fingerprint() {
        return fingerprint;
    }

    /** A name that changes with the contents of the file. */
    public String name() {
        return OnnxModel.fingerprint(model.file());
    }

    /** A run begins now, and lasts until the guard is closed. */
    public Guard begin() {
        return model.begin();
    }

    /**
     * Where somebody speaks.
     *
     * @param pcm 16 kHz mono PCM16, little-endian
     * @param guard of this run, from {@link #begin}
     * @throws InferenceException where the model does not tell
     */
    public Intervals detect(byte[] pcm, Guard guard) {
        int samples = Pcm16.samples(pcm);
        float[] probabilities = new float[(samples + NEW - 1) / NEW];
        return lanes.use(lane -> {
            lane.begin(guard);
            for (int i = 0; i < probabilities.length; i++) probabilities[i] = lane.step(pcm, samples, i * NEW);
            return hysteresis.speech(probabilities, NEW, samples);
        });
    }

    @Override
    public void close() {
        lanes.close();
        model.close();
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
        private Guard guard;
        private int current;

        private Map<String, OnnxTensor> inputs(int state) {
            return Map.of(model.input(0), inputTensor, model.input(1), stateTensors[state], model.input(2), rateTensor);
        }

        private Map<String, OnnxTensor> outputs(int state) {
            return Map.of(model.output(0), probabilityTensor, model.output(1), stateTensors[state]);
        }

        void begin(Guard run) {
            guard = run;
            current = 0;
            for (int i = 0; i < STATE; i++) states[0].put(i, 0);
        }

        float step(byte[] pcm, int samples, int from) {
            for (int i = 0; i < window.length; i++) {
                int at = from - CONTEXT + i;
                window[i] = at >= 0 && at < samples ? Pcm16.get(pcm, Short.BYTES * at) * Pcm16.UNIT : 0;
            }
            input.put(0, window);
            model.run(inputs.get(current), outputs.get(current), guard).close();
            current = 1 - current;
            float found = probability.get(0);
            if (Float.isNaN(found)) throw new NotANumberException().of(ModelRole.VAD);
            return found;
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
