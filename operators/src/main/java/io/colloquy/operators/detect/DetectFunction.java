package io.colloquy.operators.detect;

import io.colloquy.operators.SpeechProvider;
import io.colloquy.operators.decode.Part;
import io.colloquy.operators.stitch.StitchEvent;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.VoiceActivityDetector;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where in a part somebody speaks. A part on which the model fails is passed on as
 * failed; a model that fails on silence too fails the job, which restarts and asks again.
 */
public final class DetectFunction extends RichAsyncFunction<Part, StitchEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(DetectFunction.class);

    private static final byte[] SILENCE = new byte[Timeline.SAMPLE_RATE];

    private final SpeechProvider speech;
    private transient VoiceActivityDetector detector;
    private transient ExecutorService executor;

    public DetectFunction(SpeechProvider speech) {
        this.speech = speech;
    }

    @Override
    public void open(OpenContext context) {
        detector = speech.detector();
        executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "detect-speech"));
    }

    @Override
    public void asyncInvoke(Part part, ResultFuture<StitchEvent> result) {
        executor.execute(() -> {
            try {
                result.complete(List.of(StitchEvent.of(detect(part))));
            } catch (Throwable e) { // an error too must reach the job: nobody else would complete the part
                result.completeExceptionally(e);
            }
        });
    }

    private DetectedPart detect(Part part) {
        try {
            return new DetectedPart(part, detector.detect(part.pcm()));
        } catch (RuntimeException e) {
            detector.detect(SILENCE); // throws where it is the model that fails, not the part
            LOG.warn("no voice activity for {}", part, e);
            return new DetectedPart(part, new int[0], String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        if (executor != null) executor.shutdownNow();
        if (detector != null) detector.close();
    }
}
