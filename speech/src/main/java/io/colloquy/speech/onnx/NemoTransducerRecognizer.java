package io.colloquy.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.colloquy.schemas.Word;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A transducer of NVIDIA NeMo as exported for sherpa-onnx, with durations (TDT: the Parakeet TDT models) or without.
 * Three files:
 *
 * <ul>
 *   <li>encoder: what {@link NemoEncoder} says → frames f32 [B,D,T'], how many of them count i32 or i64 [B]; metadata
 *       {@code pred_rnn_layers} (L), {@code pred_hidden} (H), {@code feat_dim} (F; 80 where neither it nor the input's
 *       declared shape tells);
 *   <li>decoder: token i32 [B,1], its length i32 [B], two states f32 [L,B,H] → memory f32 [B,M,1], lengths, the next
 *       two states;
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
        TransducerHead.Sizes sizes = new TransducerTrial(encoder, decoder, joiner).sizes();
        this.greedy = new TransducerDecoder(tokens, sizes.scores() - tokens.count(), encoder.frameMillis());
        this.heads = new Lanes<>(() -> new TransducerHead(decoder, joiner, sizes), TransducerHead::close);
    }

    /** Owns the encoder, which is closed if anything fails. */
    static NemoTransducerRecognizer load(OnnxModel encoder, ModelLoader loader) {
        return encoder.orClose(() -> {
            encoder.expectNodes(2, 2, LAYOUT);
            TransducerFiles files = TransducerFiles.of(encoder.file());
            OnnxModel decoder = loader.loadSteps(files.decoder(), DECODER);
            return decoder.orClose(() -> {
                decoder.expectNodes(4, 4, DECODER);
                OnnxModel joiner = loader.loadSteps(files.joiner(), JOINER);
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

    @Override
    public String name() {
        return OnnxModel.fingerprint(files.encoder(), files.decoder(), files.joiner(), files.tokens());
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
        OnnxTensor frames = (OnnxTensor) result.get(0);
        long[] counts = encoder.counts(result, clips.size());
        return heads.use(head -> decode(head.guardedBy(guard), frames, counts));
    }

    private List<List<Word>> decode(TransducerHead head, OnnxTensor frames, long[] counts) {
        long[] shape = frames.getInfo().getShape();
        int width = (int) shape[1], stride = (int) shape[2];
        FloatBuffer encoded = frames.getFloatBuffer();
        List<List<Word>> words = new ArrayList<>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            head.begin(encoded, i * width * stride, stride);
            words.add(greedy.decode(head, (int) Math.min(stride, counts[i])));
        }
        return words;
    }

    @Override
    public void close() {
        heads.close();
        encoder.close();
        decoder.close();
        joiner.close();
    }
}
