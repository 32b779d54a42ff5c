package io.colloquy.operators.flink.detect;

import io.colloquy.audio.SoundPrint;
import io.colloquy.operators.core.SpeechProvider;
import io.colloquy.operators.core.decode.AudioPart;
import io.colloquy.operators.core.definition.KeptDefinition;
import io.colloquy.operators.core.detect.DetectedPart;
import io.colloquy.operators.core.stitch.StitchInput;
import io.colloquy.operators.flink.inference.PendingSince;
import io.colloquy.operators.flink.inference.TaskFaults;
import io.colloquy.operators.flink.inference.TaskHost;
import io.colloquy.operators.flink.state.DefinitionState;
import io.colloquy.schemas.Intervals;
import io.colloquy.speech.api.InferenceException;
import io.colloquy.speech.api.VoiceActivityDetector;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where in a part somebody speaks. A part that the model fails on is passed on as failed. Where the fault is not
 * the part's, the task fails and asks again.
 */
public final class DetectFunction extends RichAsyncFunction<AudioPart, StitchInput> implements CheckpointedFunction {
    private static final Logger LOG = LoggerFactory.getLogger(DetectFunction.class);

    private static final int PATIENCE_SECONDS = 30;

    private final SpeechProvider speech;
    private final int capacity;
    private transient VoiceActivityDetector detector;
    private transient Function<byte[], SoundPrint> printer;
    private transient ExecutorService executor;
    private transient PendingSince pending;
    private transient DefinitionState definition;

    /** @param capacity parts that may be looked at at once, as many as there are cores for */
    public DetectFunction(SpeechProvider speech, int capacity) {
        this.speech = speech;
        this.capacity = capacity;
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
        SpeechProvider here = speech.on(TaskHost.of(getRuntimeContext()));
        detector = TaskFaults.loading(here::detector);
        printer = here.printer();
        pending = PendingSince.in(getRuntimeContext().getMetricGroup());
        definition.check(KeptDefinition.ofDetector(detector.fingerprint()));
        int threads = Math.min(capacity, Runtime.getRuntime().availableProcessors());
        executor = Executors.newFixedThreadPool(threads, task -> new Thread(task, "detect-speech"));
    }

    @Override
    public void asyncInvoke(AudioPart part, ResultFuture<StitchInput> result) {
        long began = pending.begin();
        executor.execute(() -> {
            try {
                result.complete(List.of(StitchInput.of(detect(part))));
            } catch (Throwable e) { // an error too must reach the job: nobody else would complete the part
                result.completeExceptionally(TaskFaults.ofTheTask(e));
            } finally {
                pending.end(began);
            }
        });
    }

    private DetectedPart detect(AudioPart part) {
        try {
            Intervals voice = detector.detect(part.pcm());
            SoundPrint print = voice.isEmpty() ? SoundPrint.NONE : printer.apply(part.pcm());
            return new DetectedPart(part, voice, print, null);
        } catch (InferenceException e) {
            if (!e.fault().isOfOneItem()) throw e;
            LOG.warn("no voice activity for {}", part, e);
            return DetectedPart.failed(part, e.getMessage());
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (executor != null) executor.shutdownNow();
        if (detector != null) detector.close(); // ends what runs
        if (executor != null && !executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS))
            LOG.error("voice activity did not end within {} s", PATIENCE_SECONDS);
    }
}
