package io.colloquy.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Map;

/**
 * A transducer's decoder and joiner at work on one clip after another, with all tensors that their runs read and write:
 * a step allocates nothing here. The decoder's state goes to and fro between two pairs of tensors. Clips are decoded
 * one by one: public files fix the batch of a state to 1, and no clip can change the words of another.
 */
final class TransducerHead implements TransducerDecoder.Head, AutoCloseable {

    /**
     * Sizes of what goes in and comes out.
     *
     * @param width of a frame of the encoder
     * @param layers of the decoder's memory
     * @param hidden of each of these layers
     * @param memory of what the decoder tells the joiner
     * @param scores of the joiner
     */
    record Sizes(int width, int layers, int hidden, int memory, int scores) {}

    private final OnnxModel decoder;
    private final OnnxModel joiner;
    private final IntBuffer token = OnnxModel.ints(0);
    private final FloatBuffer frame;
    private final FloatBuffer scores;
    /** Both states before the first token, and after a token, in turns. */
    private final FloatBuffer[] states = new FloatBuffer[4];

    private final OnnxTensor[] stateTensors = new OnnxTensor[4];
    private final OnnxTensor tokenTensor, lengthTensor, memoryTensor, frameTensor, scoresTensor;
    /** What a run of the decoder reads and writes when the state is in the first pair, and in the second. */
    private final List<Map<String, OnnxTensor>> decoderInputs, decoderOutputs;

    private final Map<String, OnnxTensor> joinerInputs, joinerOutputs;
    private int current;

    private Guard guard;
    private FloatBuffer encoded;
    private int first;
    private int stride;

    TransducerHead(OnnxModel decoder, OnnxModel joiner, Sizes sizes) {
        this.decoder = decoder;
        this.joiner = joiner;
        for (int i = 0; i < states.length; i++) {
            states[i] = OnnxModel.floats(sizes.layers() * sizes.hidden());
            stateTensors[i] = decoder.tensor(states[i], sizes.layers(), 1, sizes.hidden());
        }
        this.tokenTensor = decoder.tensor(token, 1, 1);
        this.lengthTensor = decoder.tensor(OnnxModel.ints(1), 1);
        this.memoryTensor = decoder.tensor(OnnxModel.floats(sizes.memory()), 1, sizes.memory(), 1);
        this.frame = OnnxModel.floats(sizes.width());
        this.frameTensor = joiner.tensor(frame, 1, sizes.width(), 1);
        this.scores = OnnxModel.floats(sizes.scores());
        this.scoresTensor = joiner.tensor(scores, 1, 1, 1, sizes.scores());
        this.decoderInputs = List.of(decoderInputs(0), decoderInputs(2));
        this.decoderOutputs = List.of(decoderOutputs(2), decoderOutputs(0));
        this.joinerInputs = Map.of(joiner.input(0), frameTensor, joiner.input(1), memoryTensor);
        this.joinerOutputs = Map.of(joiner.output(0), scoresTensor);
    }

    private Map<String, OnnxTensor> decoderInputs(int state) {
        return Map.of(
                decoder.input(0),
                tokenTensor,
                decoder.input(1),
                lengthTensor,
                decoder.input(2),
                stateTensors[state],
                decoder.input(3),
                stateTensors[state + 1]);
    }

    private Map<String, OnnxTensor> decoderOutputs(int state) {
        return Map.of(
                decoder.output(0), memoryTensor,
                decoder.output(2), stateTensors[state],
                decoder.output(3), stateTensors[state + 1]);
    }

    /** All that follows belongs to this run. */
    TransducerHead guardedBy(Guard run) {
        guard = run;
        return this;
    }

    /**
     * Begins a clip.
     *
     * @param encoded its frames [width,stride] from {@code first}
     */
    TransducerHead begin(FloatBuffer encoded, int first, int stride) {
        this.encoded = encoded;
        this.first = first;
        this.stride = stride;
        for (int i = 0; i < states[0].capacity(); i++) {
            states[0].put(i, 0);
            states[1].put(i, 0);
        }
        current = 0;
        return this;
    }

    @Override
    public void say(int said) {
        token.put(0, said);
        decoder.run(decoderInputs.get(current), decoderOutputs.get(current), guard)
                .close();
        current = 1 - current;
    }

    @Override
    public FloatBuffer scores(int t) {
        for (int i = 0; i < frame.capacity(); i++) frame.put(i, encoded.get(first + i * stride + t));
        joiner.run(joinerInputs, joinerOutputs, guard).close();
        return scores;
    }

    @Override
    public void close() {
        for (OnnxTensor state : stateTensors) state.close();
        tokenTensor.close();
        lengthTensor.close();
        memoryTensor.close();
        frameTensor.close();
        scoresTensor.close();
    }
}
