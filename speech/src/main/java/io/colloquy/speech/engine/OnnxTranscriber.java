package io.colloquy.speech.engine;

import ai.onnxruntime.OrtException;
import io.colloquy.schemas.Pcm16;
import io.colloquy.schemas.Word;
import io.colloquy.speech.api.ModelException;
import io.colloquy.speech.api.ModelFiles;
import io.colloquy.speech.api.SpeechOptions;
import io.colloquy.speech.api.Transcriber;
import io.colloquy.speech.api.Transcription;
import io.colloquy.speech.onnx.Recognizer;
import io.colloquy.speech.onnx.SpeakerEmbeddingModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** A recogniser and a speaker embedding model behind one batcher; mel frames are computed on threads of their own. */
final class OnnxTranscriber implements Transcriber {

    /** A clip as the models take it: mel frames for each. */
    private record Clip(float[] speech, float[] voice) {}

    private final String model;
    private final Recognizer recognizer;
    private final SpeakerEmbeddingModel embeddings;
    private final ExecutorService features;
    private final Batcher<Clip, Transcription> batcher;

    private OnnxTranscriber(
            String model, Recognizer recognizer, SpeakerEmbeddingModel embeddings, SpeechOptions options) {
        this.model = model;
        this.recognizer = recognizer;
        this.embeddings = embeddings;
        this.features = Executors.newFixedThreadPool(options.featureThreads(), OnnxTranscriber::featureThread);
        this.batcher = new Batcher<>("speech-batch", options.batching(), this::paddedFrames, this::run);
    }

    static OnnxTranscriber load(ModelFiles files, SpeechOptions options) {
        Recognizer recognizer = ModelException.naming(
                "models.recognizer", () -> Recognizer.load(Path.of(files.recognizer()), options.intraOpThreads()));
        try {
            SpeakerEmbeddingModel embeddings = ModelException.naming(
                    "models.voiceprint",
                    () -> SpeakerEmbeddingModel.load(Path.of(files.embedding()), options.intraOpThreads()));
            String name = recognizer.name() + "+" + embeddings.name();
            return new OnnxTranscriber(name, recognizer, embeddings, options);
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
    public CompletableFuture<Transcription> transcribe(byte[] pcm) {
        try {
            return CompletableFuture.supplyAsync(() -> clip(pcm), features).thenCompose(batcher::submit);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new IllegalStateException("the transcriber is closed", e));
        }
    }

    private Clip clip(byte[] pcm) {
        float[] samples = Pcm16.floats(pcm);
        return new Clip(recognizer.features(samples), embeddings.features(samples));
    }

    private int paddedFrames(Clip clip) {
        return recognizer.paddedFrames(clip.speech());
    }

    private List<Transcription> run(List<Clip> clips) throws OrtException {
        List<List<Word>> words =
                recognizer.recognize(clips.stream().map(Clip::speech).toList());
        List<Transcription> transcriptions = new ArrayList<>(clips.size());
        for (int i = 0; i < clips.size(); i++)
            transcriptions.add(new Transcription(
                    words.get(i), embeddings.embed(clips.get(i).voice())));
        return transcriptions;
    }

    /** Fails what waits, waits for what runs, then releases the models. */
    @Override
    public void close() {
        features.shutdown(); // what is queued still runs, and then finds the batcher closed: no future is left open
        batcher.close();
        recognizer.close();
        embeddings.close();
    }
}
