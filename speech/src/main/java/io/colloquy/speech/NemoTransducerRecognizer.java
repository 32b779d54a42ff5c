package io.colloquy.speech;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.colloquy.schemas.Word;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A transducer of NVIDIA NeMo as exported for sherpa-onnx, with durations (TDT: the Parakeet TDT models) or without. Three
 * files:
 *
 * <ul>
 *   <li>encoder: what {@link NemoEncoder} says → frames f32 [B,D,T'], how many of them count i32 or i64 [B]; metadata
 *       {@code pred_rnn_layers} (L), {@code pred_hidden} (H), {@code feat_dim} (F; 80 where neither it nor the input's
 *       declared shape tells);
 *   <li>decoder: token i32 [B,1], its length i32 [B], two states f32 [L,B,H] → memory f32 [B,M,1], lengths, the next two
 *       states;
 *   <li>joiner: frames f32 [B,D,T], memory f32 [B,M,U] → scores f32 [B,T,U,V+1+N], the blank last of V+1, then N
 *       durations.
 * </ul>
 *
 * Clips share a run of the encoder, which does nearly all of the work, and are then decoded one by one. Safe for use by
 * several threads.
 */
final class NemoTransducerRecognizer implements Recognizer {
    private static final String DECODER =
            "the decoder of a NeMo transducer (inputs [B,1], [B] and two states [L,B,H], four outputs) beside its encoder";
    private static final String JOINER =
            "the joiner of a NeMo transducer (inputs [B,D,T] and [B,M,U], one output) beside its encoder";
    /** A step is too little work to share, and waking a thread would take longer. */
    private static final int STEP_THREADS = 1;

    private static final int TRIAL_FRAMES = 128;

    private final TransducerFiles files;
    private final NemoEncoder encoder;
    private final OnnxModel decoder;
    private final OnnxModel joiner;
    private final TransducerDecoder greedy;
    private final Lanes<TransducerHead> heads;

    private NemoTransducerRecognizer(OnnxModel model, OnnxModel decoder, OnnxModel joiner, TransducerFiles files) {
        this.files = files;
        this.decoder = decoder;
        this.joiner = joiner;
        this.encoder = new NemoEncoder(model, MelFrames.nemoTransducer(bands(model)));
        Tokens tokens = encoder.tokens();
        if (tokens.blank() != tokens.count() - 1)
            throw model.unfit("expected <blk> as the last symbol of " + files.tokens());
        TransducerHead.Sizes sizes = trial();
        this.greedy = new TransducerDecoder(tokens, sizes.scores() - tokens.count(), encoder.frameMillis());
        this.heads = new Lanes<>(() -> new TransducerHead(decoder, joiner, sizes), TransducerHead::close);
    }

    /** Owns the encoder, which is closed if anything fails. */
    static NemoTransducerRecognizer load(OnnxModel encoder) {
        return encoder.orClose(() -> {
            encoder.expectNodes(2, 2, LAYOUT);
            TransducerFiles files = TransducerFiles.of(encoder.file());
            OnnxModel decoder = OnnxModel.load(files.decoder(), STEP_THREADS, DECODER);
            return decoder.orClose(() -> {
                decoder.expectNodes(4, 4, DECODER);
                OnnxModel joiner = OnnxModel.load(files.joiner(), STEP_THREADS, JOINER);
                return joiner.orClose(() -> {
                    joiner.expectNodes(2, 1, JOINER);
                    return new NemoTransducerRecognizer(encoder, decoder, joiner, files);
                });
            });
        });
    }

    private static int bands(OnnxModel model) {
        if (model.metadata("is_giga_am").orElse("0").equals("1"))
            throw model.unfit("it is a GigaAM model (is_giga_am=1), whose features are not known");
        long[] shape = model.inputShape(0);
        int declared = shape.length == 3 && shape[1] > 0 ? (int) shape[1] : MelFrames.BANDS;
        int bands = model.metadata("feat_dim").isPresent() ? model.metadataNumber("feat_dim") : declared;
        if (bands < 1 || bands >= PowerSpectrum.BINS)
            throw model.unfit("its metadata says feat_dim=" + bands + ", but 1 to " + (PowerSpectrum.BINS - 1)
                    + " mel bands can be made");
        return bands;
    }

    /** Whether the files go together shows only when they run together; their declared shapes leave much open. */
    private TransducerHead.Sizes trial() {
        int layers = encoder.model().metadataNumber("pred_rnn_layers");
        int hidden = encoder.model().metadataNumber("pred_hidden");
        try {
            int width = trialOfEncoder();
            try (OnnxTensor token =
                            decoder.tensor(OnnxModel.ints(encoder.tokens().blank()), 1, 1);
                    OnnxTensor length = decoder.tensor(OnnxModel.ints(1), 1);
                    OnnxTensor state = decoder.tensor(OnnxModel.floats(layers * hidden), layers, 1, hidden);
                    OrtSession.Result told = decoder.run(Map.of(
                            decoder.input(0),
                            token,
                            decoder.input(1),
                            length,
                            decoder.input(2),
                            state,
                            decoder.input(3),
                            state))) {
                OnnxTensor memory = tensor(decoder, told, 0, 1, -1, 1);
                tensor(decoder, told, 2, layers, 1, hidden);
                tensor(decoder, told, 3, layers, 1, hidden);
                return new TransducerHead.Sizes(width, layers, hidden, size(memory, 1), trialOfJoiner(width, memory));
            }
        } catch (OrtException e) {
            throw encoder.model()
                    .unfit(
                            "with " + files.decoder() + " and " + files.joiner()
                                    + " beside it, expected a NeMo transducer, but they do not run together: "
                                    + e.getMessage(),
                            e);
        }
    }

    private int trialOfEncoder() throws OrtException {
        float[] silence = encoder.features(new float[TRIAL_FRAMES * MelFrames.SHIFT]);
        try (OrtSession.Result heard = encoder.run(List.of(silence))) {
            counts(heard, 1);
            return size(tensor(encoder.model(), heard, 0, 1, -1, -1), 1);
        }
    }

    private int trialOfJoiner(int width, OnnxTensor memory) throws OrtException {
        try (OnnxTensor frame = joiner.tensor(OnnxModel.floats(width), 1, width, 1);
                OrtSession.Result joined = joiner.run(Map.of(joiner.input(0), frame, joiner.input(1), memory))) {
            int scores = size(tensor(joiner, joined, 0, 1, 1, 1, -1), 3);
            int tokens = encoder.tokens().count();
            if (scores < tokens)
                throw joiner.unfit("expected scores of " + tokens + " tokens and of durations, but it gives " + scores);
            return scores;
        }
    }

    private static int size(OnnxTensor tensor, int axis) {
        return Math.toIntExact(tensor.getInfo().getShape()[axis]);
    }

    /** An output, which must have a shape: -1 where any size will do. */
    private static OnnxTensor tensor(OnnxModel model, OrtSession.Result result, int index, long... wanted) {
        OnnxValue value = result.get(index);
        if (value instanceof OnnxTensor tensor && fits(tensor.getInfo().getShape(), wanted)) return tensor;
        throw model.unfit("expected " + model.output(index) + " of the shape " + OnnxModel.shape(wanted)
                + " (-1: any), but it is " + value.getInfo());
    }

    private static boolean fits(long[] shape, long[] wanted) {
        return shape.length == wanted.length
                && IntStream.range(0, shape.length).allMatch(i -> wanted[i] < 0 || shape[i] == wanted[i]);
    }

    @Override
    public String name() {
        return OnnxModel.fingerprint(files.encoder(), files.decoder(), files.joiner(), files.tokens());
    }

    @Override
    public float[] features(float[] samples) {
        return encoder.features(samples);
    }

    @Override
    public int paddedFrames(float[] features) {
        return NemoEncoder.paddedFrames(encoder.frames(features));
    }

    @Override
    public List<List<Word>> recognize(List<float[]> clips) throws OrtException {
        if (paddedFrames(clips.get(0)) == 0)
            return clips.stream().map(clip -> List.<Word>of()).toList();
        try (OrtSession.Result heard = encoder.run(clips)) {
            OnnxTensor frames = (OnnxTensor) heard.get(0);
            return heads.use(head -> decode(head, frames, counts(heard, clips.size())));
        }
    }

    private List<List<Word>> decode(TransducerHead head, OnnxTensor frames, long[] counts) throws OrtException {
        int width = size(frames, 1), stride = size(frames, 2);
        FloatBuffer encoded = frames.getFloatBuffer();
        List<List<Word>> words = new ArrayList<>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            head.begin(encoded, i * width * stride, stride);
            words.add(greedy.decode(head, (int) Math.min(stride, counts[i])));
        }
        return words;
    }

    /** How many frames of each clip count. */
    private long[] counts(OrtSession.Result heard, int clips) {
        OnnxTensor counts = tensor(encoder.model(), heard, 1, clips);
        return switch (counts.getInfo().type) {
            case INT32 ->
                IntStream.range(0, clips).mapToLong(counts.getIntBuffer()::get).toArray();
            case INT64 ->
                IntStream.range(0, clips).mapToLong(counts.getLongBuffer()::get).toArray();
            default ->
                throw encoder.model()
                        .unfit("expected whole numbers as " + encoder.model().output(1) + ", but it is "
                                + counts.getInfo());
        };
    }

    @Override
    public void close() {
        heads.close();
        encoder.close();
        decoder.close();
        joiner.close();
    }
}
