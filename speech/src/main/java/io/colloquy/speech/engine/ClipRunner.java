package io.colloquy.speech.engine;

import io.colloquy.schemas.Word;
import io.colloquy.speech.api.Fault;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.InferenceListener;
import io.colloquy.speech.api.ModelRole;
import io.colloquy.speech.api.SpeakerEmbedding;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.onnx.Guard;
import io.colloquy.speech.onnx.Recognizer;
import io.colloquy.speech.onnx.SessionPlan;
import io.colloquy.speech.onnx.SpeakerEmbeddingModel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs batches of clips until each clip has an answer. A batch that there is no memory for is halved, three times at
 * most; a batch that fails otherwise is run clip by clip. What has an answer keeps it. Where only the voiceprint fails,
 * the words stay.
 */
final class ClipRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ClipRunner.class);
    private static final int MOST_HALVINGS = 3;

    private final Recognizer recognizer;
    private final SpeakerEmbeddingModel embeddings;
    private final CoreQueue cores;
    private final SessionPlan plan;

    ClipRunner(Recognizer recognizer, SpeakerEmbeddingModel embeddings, CoreQueue cores, SessionPlan plan) {
        this.recognizer = recognizer;
        this.embeddings = embeddings;
        this.cores = cores;
        this.plan = plan;
    }

    /** Completes the answer of each clip. */
    void run(List<Queued<Clip, Transcription>> batch) {
        cores.use(plan.threads(), () -> {
            for (Queued<Clip, Transcription> clip : batch) {
                Clip.Asked asked = clip.item().asked();
                asked.listener().waited(ModelRole.RECOGNIZER, asked.waited());
            }
            run(batch, new Cut(0, false));
            return null;
        });
    }

    /**
     * How far a batch was cut already.
     *
     * @param shrinking whether the next run is to give back memory
     */
    private record Cut(int halvings, boolean shrinking) {}

    private void run(List<Queued<Clip, Transcription>> batch, Cut cut) {
        try {
            List<List<Word>> words = recognize(batch, cut);
            for (int i = 0; i < batch.size(); i++) answer(batch.get(i), words.get(i));
        } catch (InferenceException e) {
            if (batch.size() > 1 && e.fault().isOfOneItem()) runInPieces(batch, cut, e);
            else batch.forEach(clip -> fail(clip, e));
        }
    }

    private List<List<Word>> recognize(List<Queued<Clip, Transcription>> batch, Cut cut) {
        List<float[]> features =
                batch.stream().map(clip -> clip.item().speech()).toList();
        try (Guard guard = recognizer.begin()) {
            if (cut.shrinking()) guard.shrinkArena(plan);
            List<List<Word>> words = new Attempts(ModelRole.RECOGNIZER, plan, listener(batch))
                    .run(guard, load(batch), () -> recognizer.recognize(features, guard));
            if (words.size() != batch.size())
                throw new IllegalStateException(batch.size() + " clips gave " + words.size() + " results");
            return words;
        }
    }

    /** What is told of a whole batch is told to who waits longest: each batch counts once. */
    private static InferenceListener listener(List<Queued<Clip, Transcription>> batch) {
        return batch.get(0).item().asked().listener();
    }

    private Attempts.Load load(List<Queued<Clip, Transcription>> batch) {
        Duration audio = Duration.ZERO;
        long frames = 0;
        for (Queued<Clip, Transcription> clip : batch) {
            audio = audio.plus(clip.item().asked().audio());
            frames += recognizer.frames(clip.item().speech());
        }
        long padded = (long) batch.size()
                * recognizer.paddedFrames(batch.get(0).item().speech());
        return new Attempts.Load(batch.size(), padded == 0 ? 0 : 1 - (double) frames / padded, audio);
    }

    private void runInPieces(List<Queued<Clip, Transcription>> batch, Cut cut, InferenceException problem) {
        listener(batch).split(ModelRole.RECOGNIZER);
        boolean overload = problem.fault() == Fault.OVERLOAD;
        boolean halve = overload && cut.halvings() < MOST_HALVINGS;
        LOG.warn("a batch of {} clips is cut {}", batch.size(), halve ? "in halves" : "into clips", problem);
        List<Queued<Clip, Transcription>> sorted = batch.stream()
                .sorted(Comparator.comparingInt(
                        clip -> recognizer.frames(clip.item().speech())))
                .toList();
        int size = halve ? (sorted.size() + 1) / 2 : 1;
        boolean shrink = overload && cut.halvings() == 0;
        for (int from = 0; from < sorted.size(); from += size)
            run(
                    sorted.subList(from, Math.min(sorted.size(), from + size)),
                    new Cut(cut.halvings() + 1, shrink && from == 0));
    }

    private void answer(Queued<Clip, Transcription> clip, List<Word> words) {
        try {
            clip.answer().complete(new Transcription(words, voiceprint(clip.item())));
        } catch (InferenceException e) {
            clip.answer().completeExceptionally(e); // it is counted as the voiceprint's
        }
    }

    private SpeakerEmbedding voiceprint(Clip clip) {
        InferenceListener listener = clip.asked().listener();
        try (Guard guard = embeddings.begin()) {
            return new Attempts(ModelRole.VOICEPRINT, plan, listener)
                    .run(
                            guard,
                            new Attempts.Load(1, 0, clip.asked().audio()),
                            () -> embeddings.embed(clip.voice(), guard));
        } catch (InferenceException e) {
            listener.failed(ModelRole.VOICEPRINT, e.fault());
            if (!e.fault().isOfOneItem()) throw e;
            LOG.warn("a clip has words, but no voiceprint", e);
            return SpeakerEmbedding.NONE;
        }
    }

    private static void fail(Queued<Clip, Transcription> clip, InferenceException problem) {
        clip.item().asked().listener().failed(ModelRole.RECOGNIZER, problem.fault());
        clip.answer().completeExceptionally(problem);
    }
}
