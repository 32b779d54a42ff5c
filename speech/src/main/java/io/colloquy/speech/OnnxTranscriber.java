package io.colloquy.speech;

import ai.onnxruntime.OrtException;
import io.colloquy.schemas.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** A recogniser and a voiceprint model behind one batcher; mel frames are computed on threads of their own. */
final class OnnxTranscriber implements Transcriber {

    /** A clip as the models take it: mel frames for each. */
    private record Clip(float[] speech, float[] voice) {}

    private final String model;
    private final Recognizer recognizer;
    private final SpeakerEmbeddingModel voiceprint;
    private final ExecutorService features;
    private final Batcher<Clip, Transcription> batcher;

    private OnnxTranscriber(
            String model, Recognizer recognizer, SpeakerEmbeddingModel voiceprint, SpeechOptions options) {
        this.model = model;
        this.recognizer = recognizer;
        this.voiceprint = voiceprint;
        this.features = Executors.newFixedThreadPool(options.featureThreads(), OnnxTranscriber::featureThread);
        this.batcher = new Batcher<>("speech-batch", options.batching(), this::paddedFrames, this::hear);
    }

    static OnnxTranscriber load(ModelFiles files, SpeechOptions options) {
        Path voiceprintFile = Path.of(files.voiceprint());
        Recognizer recognizer = ModelException.naming(
                "models.recognizer", () -> Recognizer.load(Path.of(files.recognizer()), options.intraOpThreads()));
        try {
            SpeakerEmbeddingModel voiceprint = ModelException.naming(
                    "models.voiceprint", () -> SpeakerEmbeddingModel.load(voiceprintFile, options.intraOpThreads()));
            String name = recognizer.name() + "+" + OnnxModel.fingerprint(voiceprintFile);
            return new OnnxTranscriber(name, recognizer, voiceprint, options);
        } catch (RuntimeException e) {
            recognizer.close();
            throw e;
        }
    }

    private static Thread featureThread(Runnable work) {
        Thread thread = new Thread(work, "speech-features");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public CompletableFuture<Transcription> hear(byte[] pcm) {
        try {
            return CompletableFuture.supplyAsync(() -> clip(pcm), features).thenCompose(batcher::submit);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new IllegalStateException("the hearer is closed", e));
        }
    }

    private Clip clip(byte[] pcm) {
        float[] samples = Pcm16.read(pcm);
        return new Clip(recognizer.features(samples), voiceprint.features(samples));
    }

    private int paddedFrames(Clip clip) {
        return recognizer.paddedFrames(clip.speech());
    }

    private List<Transcription> hear(List<Clip> clips) throws OrtException {
        List<List<Word>> words =
                recognizer.recognize(clips.stream().map(Clip::speech).toList());
        List<Transcription> hearings = new ArrayList<>(clips.size());
        for (int i = 0; i < clips.size(); i++)
            hearings.add(new Transcription(
                    words.get(i), voiceprint.embed(clips.get(i).voice())));
        return hearings;
    }

    /** Fails what waits, waits for what runs, then releases the models. */
    @Override
    public void close() {
        features.shutdown(); // what is queued still runs, and then finds the batcher closed: no future is left open
        batcher.close();
        recognizer.close();
        voiceprint.close();
    }
}
