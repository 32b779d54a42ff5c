package io.colloquy.operators.flink.detect;

import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.definition.KeptDefinition;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.stitch.StitchInput;
import io.colloquy.operators.flink.state.DefinitionState;
import io.colloquy.schemas.Intervals;
import io.colloquy.schemas.Timeline;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where in a part somebody speaks. A part on which the model fails is passed on as failed. But if the model fails
 * on silence, too, the job fails, restarts and asks again.
 */
public final class DetectFunction extends RichAsyncFunction<AudioPart, StitchInput> implements CheckpointedFunction {
    private static final Logger LOG = LoggerFactory.getLogger(DetectFunction.class);

    private static final byte[] SILENCE = new byte[Timeline.SAMPLE_RATE];

    private final SpeechProvider speech;
    private transient VoiceActivityDetector detector;
    private transient ExecutorService executor;
    private transient DefinitionState definition;

    public DetectFunction(SpeechProvider speech) {
        this.speech = speech;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        definition = DefinitionState.open(context.getOperatorStateStore());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        definition.keep();
    }

    @Override
    public void open(OpenContext context) throws Exception {
        detector = speech.detector();
        definition.check(KeptDefinition.ofDetector(detector.fingerprint()));
        executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "detect-speech"));
    }

    @Override
    public void asyncInvoke(AudioPart part, ResultFuture<StitchInput> result) {
        executor.execute(() -> {
            try {
                result.complete(List.of(StitchInput.of(detect(part))));
            } catch (Throwable e) { // an error too must reach the job: nobody else would complete the part
                result.completeExceptionally(e);
            }
        });
    }

    private DetectedPart detect(AudioPart part) {
        try {
            return new DetectedPart(part, detector.detect(part.pcm()));
        } catch (RuntimeException e) {
            detector.detect(SILENCE); // throws where it is the model that fails, not the part
            LOG.warn("no voice activity for {}", part, e);
            return new DetectedPart(part, Intervals.NONE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        if (executor != null) executor.shutdownNow();
        if (detector != null) detector.close();
    }
}
